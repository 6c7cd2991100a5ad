import type { ControllerName } from '../flux/controllers.ts'
import type { Item } from '../krm/item.ts'
import type { Finding } from './finding.ts'
import type { Container } from './pod.ts'
import { settingsOf } from './settings.ts'
import { hasSignOfFlux, signOfOther } from './signs.ts'

/** What may be a controller of Flux, and what speaks for it beside the signs in its text. */
export interface Candidate {
  readonly item: Item
  readonly controller: ControllerName
  /** The container that would run it; undefined where none of several can be told. */
  readonly container: Container | undefined
  /** Those that may carry a sign of Flux: the one above, or all among which it is. */
  readonly containers: readonly Container[]
  /** The image: named as the controller; so with more around it; another project's of that name; of any other name. */
  readonly image: 'exact' | 'extended' | 'foreign' | 'other'
  /** True where the label of the workload names the controller. */
  readonly isLabelled: boolean
  /** True in the namespace of a controller that is taken whatever is beside it. */
  readonly isBesideFlux: boolean
}

/** `why` is part of a sentence. */
export type Verdict =
  | { readonly kind: 'taken' }
  | { readonly kind: 'maybe' }
  | { readonly kind: 'other'; readonly why: string }

/** Whether a candidate is a controller of Flux: `findControllers` has the table. */
export function verdictOn(candidate: Candidate): Verdict {
  const { item, controller, container, containers, image } = candidate
  if (image === 'exact' || containers.some((each) => hasSignOfFlux(item, each))) {
    return { kind: 'taken' }
  }
  const why = signOfOther(item, container, controller)
  if (why !== undefined) return { kind: 'other', why }
  const evidence = [image === 'extended', candidate.isLabelled, candidate.isBesideFlux]
  const count = evidence.filter(Boolean).length
  if (count > 1) return { kind: 'taken' }
  return count === 1 ? { kind: 'maybe' } : { kind: 'other', why: `its image is that of one` }
}

/** The finding that a candidate which is not taken is left alone; none for a controller that no profile changes. */
export function doubtOn(candidate: Candidate, verdict: Verdict): readonly Finding[] {
  const { item, controller, container } = candidate
  if (verdict.kind === 'taken' || settingsOf(controller).length === 0) return []
  const field = container
    ? { path: [...container.path, 'image'], currentValue: container.container['image'] }
    : { path: ['spec', 'template', 'spec', 'containers'] }
  if (verdict.kind === 'other') {
    const message = `The workload is taken for another project's, not for Flux's ${controller}, since ${verdict.why}, and is left alone.`
    return [{ rule: 'other-project', item, message, field }]
  }
  const message = `The workload may be Flux's ${controller}, and is left alone: the label \`app.kubernetes.io/part-of\` must be "flux" if it is, and else the name of its project.`
  return [{ rule: 'maybe-controller', item, message, field }]
}
