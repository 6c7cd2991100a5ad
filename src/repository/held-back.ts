import type { Finding } from '../lockdown/finding.ts'
import { heldBackFindings } from '../lockdown/held-back.ts'
import { builtOf, type ClusterPlan } from './cluster-plan.ts'
import type { Sync } from './syncs.ts'

/** What the Flux Kustomizations that apply controllers leave alone of them, as they are built. */
export function heldBackIn(plan: ClusterPlan): readonly Finding[] {
  const controllers = plan.lockdown.installs.flatMap((install) =>
    install.controllers.map(({ controller }) => controller),
  )
  const syncs = new Map<Sync, typeof controllers>()
  for (const controller of controllers) {
    const sync = builtOf(plan, controller.item)?.chain.sync
    if (sync) syncs.set(sync, [...(syncs.get(sync) ?? []), controller])
  }
  return [...syncs].flatMap(([{ item, by }, own]) => heldBackFindings(item, by.spec, own))
}
