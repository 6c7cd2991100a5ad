import { type ControllerName, isControllerName, namesController } from '../flux/controllers.ts'
import { controllerOfImage, parseImageReference } from '../flux/images.ts'
import type { Item } from '../krm/item.ts'
import { stringAt } from '../krm/object.ts'
import type { Finding } from './finding.ts'
import { type Container, containersOf, isWorkload, labelValues } from './pod.ts'
import { isForeignImage } from './signs.ts'
import { type Candidate, doubtOn, verdictOn } from './verdict.ts'

/** A container that runs a controller of Flux. */
export interface FoundController extends Container {
  readonly item: Item
  readonly controller: ControllerName
}

export interface FoundControllers {
  readonly controllers: readonly FoundController[]
  /** A workload that runs a controller, and no telling in which container. */
  readonly findings: readonly Finding[]
  /** Workloads that are left alone though a name or a label is a controller's: another project's, or no telling whose. */
  readonly doubts: readonly Finding[]
}

/**
 * The controllers among `items`, by evidence and never by position. A candidate is a container by its image's last segment, and a workload
 * by `app.kubernetes.io/component` (Flux v0.35 on) or, where `app.kubernetes.io/part-of` is `flux`, by `app`. The first that holds counts:
 *
 * | evidence                                                        | the candidate is     |
 * | --------------------------------------------------------------- | -------------------- |
 * | the image is named as the controller, and not another project's | taken                |
 * | a sign of Flux: label, variable, argument, path of the image    | taken                |
 * | part of another project, or a flag that the controller lacks    | another project's    |
 * | two of: extended name of the image, label, beside Flux          | taken                |
 * | one of them                                                     | maybe the controller |
 * | none: the image is named as the controller, and another's       | another project's    |
 *
 * A name is extended by any prefix, and by suffixes that only say how the image was made. "Beside Flux" is in the namespace of a controller
 * that is taken without that. A workload that is taken by its label runs the controller in the container `manager`, else in one called as the
 * controller, else in the only one; an init container is taken by its image only. One workload can run several controllers. A container
 * called `manager` proves nothing.
 */
export function findControllers(items: readonly Item[]): FoundControllers {
  const workloads = items.filter((item) => isWorkload(item) && mayNameController(item))
  const alone = workloads.map((item) => ({ item, found: controllersIn(item, false) }))
  const namespaces = new Set(
    alone.flatMap(({ item, found }) => (found.controllers.length > 0 && item.namespace) || []),
  )
  const all = alone.map(({ item, found }) =>
    namespaces.has(item.namespace ?? '') ? controllersIn(item, true) : found,
  )
  return {
    controllers: all.flatMap(({ controllers }) => controllers),
    findings: all.flatMap(({ findings }) => findings),
    doubts: all.flatMap(({ doubts }) => doubts),
  }
}

/** Spares the parse of other workloads: only an escape, an alias or a tag can write a name otherwise than letter by letter. */
export function mayNameController(item: Item): boolean {
  return (
    ['\\', '*', '!'].some((sign) => item.mentions(sign)) ||
    namesController((name) => item.mentions(name))
  )
}

function controllersIn(item: Item, isBesideFlux: boolean): FoundControllers {
  const labelled = labelledController(item)
  const containers = containersOf(item)
  const byImage = containers.flatMap((each) => {
    const named = candidateByImage(item, each)
    return named ? { ...named, isLabelled: labelled === named.controller, isBesideFlux } : []
  })
  const judged = byImage.map((candidate) => ({ candidate, verdict: verdictOn(candidate) }))
  const taken = judged.filter(({ verdict }) => verdict.kind === 'taken')
  const controllers = taken.map(({ candidate: { container, controller } }) => {
    return { ...container, item, controller }
  })
  const doubts = judged.flatMap(({ candidate, verdict }) => doubtOn(candidate, verdict))
  const none: FoundControllers = { controllers, findings: [], doubts }
  if (!labelled && byImage.length === 0) return { ...none, findings: partOf(item, containers) }
  if (!labelled || byImage.some(({ controller }) => controller === labelled)) return none
  const others = containers.filter(
    (each) => !each.isInit && !taken.some(({ candidate }) => candidate.container === each),
  )
  if (others.length === 0) return none
  const container = containerFor(labelled, others)
  const candidate: Candidate = {
    ...{ item, controller: labelled, container, containers: others },
    ...{ image: 'other', isLabelled: true, isBesideFlux },
  }
  const verdict = verdictOn(candidate)
  // the pod runs controllers whose images tell their names: the label speaks of them
  if (controllers.length > 0 && (verdict.kind !== 'taken' || !container)) return none
  if (verdict.kind !== 'taken') {
    return { ...none, doubts: [...doubts, ...doubtOn(candidate, verdict)] }
  }
  if (!container) return { ...none, findings: [unclear(item, labelled)] }
  return {
    ...none,
    controllers: [...controllers, { ...container, item, controller: labelled }],
  }
}

/** What has a controller's name and says no image is applied on top of what runs: a part of it, as with `kustomize.toolkit.fluxcd.io/ssa: Merge`. */
function partOf(item: Item, containers: readonly Container[]): readonly Finding[] {
  const name = item.name ?? ''
  const isOthers = labelValues(item, 'app.kubernetes.io/part-of').some((each) => each !== 'flux')
  const imageless = isOthers
    ? undefined
    : containers.find(({ container }) => container['image'] == null)
  if (!imageless || !isControllerName(name)) return []
  const message = `The workload has the name of ${name} and a container without an image: whether it changes that controller where both are applied cannot be told.`
  return [{ rule: 'maybe-controller', item, message, field: { path: imageless.path } }]
}

/** A candidate by the image of a container, by itself; undefined for an image that is not named as a controller. */
export function candidateByImage(
  item: Item,
  each: Container,
): (Candidate & { readonly container: Container }) | undefined {
  const text = stringAt(each.container['image'])?.trim() ?? ''
  const image = parseImageReference(text)
  const controller = image && controllerOfImage(image)
  if (!controller) return undefined
  const nameOf = image.repositoryName === controller ? 'exact' : 'extended'
  return {
    ...{ item, controller, container: each, containers: [each] },
    image: isForeignImage(text) ? 'foreign' : nameOf,
    ...{ isLabelled: false, isBesideFlux: false },
  }
}

function labelledController(item: Item): ControllerName | undefined {
  const component = labelValues(item, 'app.kubernetes.io/component').find(isControllerName)
  if (component) return component
  if (!labelValues(item, 'app.kubernetes.io/part-of').includes('flux')) return undefined
  return labelValues(item, 'app').find(isControllerName)
}

function containerFor(
  controller: ControllerName,
  containers: readonly Container[],
): Container | undefined {
  const named = (name: string) => containers.filter(({ container }) => container['name'] === name)
  const [first, second] =
    [named('manager'), named(controller), containers].find((candidates) => candidates.length > 0) ??
    []
  return second ? undefined : first
}

function unclear(item: Item, controller: ControllerName): Finding {
  return {
    rule: 'unclear-container',
    item,
    message: `The container that runs ${controller} cannot be told from the others: it must be called "manager" or have an image named "${controller}".`,
    field: { path: ['spec', 'template', 'spec', 'containers'] },
  }
}
