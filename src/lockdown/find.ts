import type { ControllerName } from '../flux/controllers.ts'
import { isControllerName } from '../flux/controllers.ts'
import { controllerOfImage, parseImageReference } from '../flux/images.ts'
import type { Item } from '../krm/item.ts'
import { stringAt } from '../krm/object.ts'
import type { Finding } from './finding.ts'
import { type Container, containersOf, isWorkload, labelValues } from './pod.ts'
import { hasSignOfFlux, isForeignImage } from './signs.ts'

/** A container that runs a controller of Flux. */
export interface FoundController extends Container {
  readonly item: Item
  readonly controller: ControllerName
}

export interface FoundControllers {
  readonly controllers: readonly FoundController[]
  readonly findings: readonly Finding[]
}

/**
 * The controllers among `items`, by evidence and never by position. For each workload:
 *
 * | image's last segment     | label     | sign of Flux | taken                                                 |
 * | ------------------------ | --------- | ------------ | ----------------------------------------------------- |
 * | name, another project's  | any       | any          | nothing                                               |
 * | name                     | any       | any          | that container                                        |
 * | prefix-name              | any       | yes          | that container                                        |
 * | anything else            | name      | yes          | container `manager`, else one called as the controller, |
 * |                          |           |              | else the only one; else: cannot tell which            |
 * | anything else            | name      | no           | nothing: another project has a component of that name |
 * | anything else            | no        | any          | nothing: a container called `manager` proves nothing  |
 *
 * `label` is `app.kubernetes.io/component` (Flux v0.35 on) or, where `app.kubernetes.io/part-of` is `flux`, `app`. An init container
 * is taken by its image only. One workload can run several controllers.
 */
export function findControllers(items: readonly Item[]): FoundControllers {
  const found = items.filter(isWorkload).map(controllersIn)
  return {
    controllers: found.flatMap(({ controllers }) => controllers),
    findings: found.flatMap(({ findings }) => findings),
  }
}

function controllersIn(item: Item): FoundControllers {
  const containers = containersOf(item)
  const byImage = containers.flatMap((each): FoundController[] => {
    const controller = controllerByImage(item, each)
    return controller ? [{ ...each, item, controller }] : []
  })
  const labelled = labelledController(item)
  if (!labelled || byImage.some(({ controller }) => controller === labelled)) {
    return { controllers: byImage, findings: [] }
  }
  const others = containers.filter(
    (each) =>
      !each.isInit &&
      !isForeignImage(imageOf(each)) &&
      !byImage.some(({ container }) => container === each.container),
  )
  if (!others.some((each) => hasSignOfFlux(item, each))) {
    return { controllers: byImage, findings: [] }
  }
  const container = containerFor(labelled, others)
  if (container) {
    return { controllers: [...byImage, { ...container, item, controller: labelled }], findings: [] }
  }
  // the pod runs controllers whose images tell their names: the label speaks of them
  if (byImage.length > 0) return { controllers: byImage, findings: [] }
  return { controllers: [], findings: [unclear(item, labelled)] }
}

function controllerByImage(item: Item, each: Container): ControllerName | undefined {
  const image = parseImageReference(imageOf(each))
  const controller = image && controllerOfImage(image)
  if (!controller || isForeignImage(imageOf(each))) return undefined
  if (image.repositoryName === controller || hasSignOfFlux(item, each)) return controller
  return labelledController(item) === controller ? controller : undefined
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

function imageOf({ container }: Container): string {
  return stringAt(container['image'])?.trim() ?? ''
}

function unclear(item: Item, controller: ControllerName): Finding {
  return {
    rule: 'unclear-container',
    item,
    message: `The container that runs ${controller} cannot be told from the others: it must be called "manager" or have an image named "${controller}".`,
    field: { path: ['spec', 'template', 'spec', 'containers'] },
  }
}
