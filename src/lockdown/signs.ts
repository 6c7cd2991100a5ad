import type { ControllerName } from '../flux/controllers.ts'
import { flags } from '../flux/flags.ts'
import type { Item } from '../krm/item.ts'
import { listAt, mapAt, stringAt } from '../krm/object.ts'
import { type Container, labelValues } from './pod.ts'

/** Arguments that Flux writes into the Deployments of its controllers (fluxcd/flux2 manifests/bases) and few others have. */
const fluxArguments = ['--events-addr', '--watch-all-namespaces', '--storage-adv-addr']

/** Images that are named as a controller of Flux and are another program: k3s-io/helm-controller, also as `rancher/helm-controller` and in mirrors. */
const foreignImage = /(?:^|[-._/])(?:rancher|k3s-io)[-._/](?:mirrored[-._])?helm-controller$/

/** True if something beside a name says that the container is of Flux: label, variable, argument or the image's path. */
export function hasSignOfFlux(item: Item, { container }: Container): boolean {
  const image = stringAt(container['image']) ?? ''
  return (
    /(?:^|[^a-z])flux/.test(repositoryOf(image)) ||
    labelValues(item, partOf).includes('flux') ||
    listAt(container['env']).some((variable) => mapAt(variable)['name'] === 'RUNTIME_NAMESPACE') ||
    [...listAt(container['command']), ...listAt(container['args'])].some(isFluxArgument)
  )
}

/** True for an image that is another project's, though its name is a controller's: where nothing says that it is a mirror of Flux's. */
export function isForeignImage(image: string): boolean {
  return foreignImage.test(repositoryOf(image))
}

/** What says that a workload without a sign of Flux is of another project, as part of a sentence; undefined for nothing. */
export function signOfOther(
  item: Item,
  each: Container | undefined,
  controller: ControllerName,
): string | undefined {
  const [project] = labelValues(item, partOf)
  if (project !== undefined) return `it is part of "${project}"`
  const flag = foreignFlag(each, controller)
  return flag && `no release of Flux's ${controller} has \`${flag}\``
}

const partOf = 'app.kubernetes.io/part-of'

/** The first flag in `args` that the controller has in no release; one dash is none that Flux reads. */
function foreignFlag(each: Container | undefined, controller: ControllerName): string | undefined {
  for (const entry of listAt(each?.container['args'])) {
    const [, dashes, name] = /^(--?)([A-Za-z][^=]*)/.exec(stringAt(entry) ?? '') ?? []
    if (name === undefined) continue
    if (dashes === '-' || !flags.get(name)?.ranges[controller]) return `${dashes}${name}`
  }
  return undefined
}

function repositoryOf(image: string): string {
  return image.replace(/@.*$/s, '').replace(/:[^/]*$/, '')
}

function isFluxArgument(argument: unknown): boolean {
  const text = stringAt(argument)
  return text !== undefined && fluxArguments.includes(text.split('=', 1)[0] ?? '')
}
