import type { TenancyCheckSpec } from '../api/schema.ts'
import type { Finding } from '../lockdown/finding.ts'
import { planLockdown } from '../lockdown/plan.ts'
import { builtOf, type ClusterPlan, installOf, isAccountEdit } from './cluster-plan.ts'
import { componentFolderOf } from './component-line.ts'
import { type ComponentNeed, componentHome } from './component-needs.ts'
import type { Repository } from './repository.ts'
import { builtItem } from './repository-item.ts'

/**
 * A plan without the accounts of installs that a person locked with patches, and a warning for each. They come out as they went in: what names no
 * account there is applied as the default account already, and one of the platform would give it more.
 */
export function withoutHandLocked(
  repository: Repository,
  plan: ClusterPlan,
  spec: TenancyCheckSpec,
  needs: readonly ComponentNeed[],
): { readonly plan: ClusterPlan; readonly findings: readonly Finding[] } {
  if (spec.securityProfile === 'single-tenant') return { plan, findings: [] }
  const locked = handLocked(repository, plan, spec, needs)
  const isLeft = (edit: Finding) => {
    const built = isAccountEdit(edit) ? builtOf(plan, edit) : undefined
    return built !== undefined && locked.has(built.item.namespace ?? '')
  }
  const { lockdown } = plan
  const edits = lockdown.edits.filter((edit) => !isLeft(edit))
  const findings = lockdown.edits.filter(isLeft).map(
    ({ item, field }): Finding => ({
      rule: 'default-account-in-force',
      message:
        '`spec.serviceAccountName` is not set, and the install is locked by patches of yours: the object is applied as the default account.',
      ...(item && { item }),
      ...(field && { field: { path: field.path } }),
    }),
  )
  return { plan: { ...plan, lockdown: { ...lockdown, edits } }, findings }
}

/** The namespaces whose install is in force by patches alone. */
function handLocked(
  { files }: Repository,
  plan: ClusterPlan,
  spec: TenancyCheckSpec,
  needs: readonly ComponentNeed[],
): ReadonlySet<string> {
  const { workloads } = plan.built
  const asWritten = workloads.map(({ item: { origin, name, namespace } }) =>
    builtItem(origin, origin.object, { name: name ?? '', namespace }),
  )
  const raw = planLockdown(asWritten, spec)
  const isManaged = workloads.some((built) => {
    const home = componentHome(built)
    const need = needs.find(({ folder }) => folder === home)
    return need && files.has(`${componentFolderOf(need)}/kustomization.yaml`)
  })
  if (isManaged) return new Set()
  return new Set(
    workloads.flatMap((built) => {
      const install = installOf(plan, built)
      const isInForce = install?.controllers.every(({ edits }) => edits.length === 0)
      const byPatches = raw.installs.some(
        ({ namespace, controllers }) =>
          namespace === install?.namespace && controllers.some(({ edits }) => edits.length > 0),
      )
      return isInForce && byPatches ? [built.item.namespace ?? ''] : []
    }),
  )
}
