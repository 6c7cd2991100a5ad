import type { Item } from '../krm/item.ts'
import { listAt, mapAt, stringAt } from '../krm/object.ts'
import { type Container, labelValues } from './pod.ts'

/** Arguments that Flux writes into the Deployments of its controllers (fluxcd/flux2 manifests/bases) and few others have. */
const fluxArguments = ['--events-addr', '--watch-all-namespaces', '--storage-adv-addr']

/** Owners of images that are named as a controller of Flux and are another program (k3s has a helm-controller). */
const foreignOwners = ['rancher', 'k3s-io']

/** True if something beside a name says that the container is of Flux: label, variable, argument or the image's path. */
export function hasSignOfFlux(item: Item, { container }: Container): boolean {
  const image = stringAt(container['image']) ?? ''
  return (
    /(?:^|[^a-z])flux/.test(repositoryOf(image)) ||
    labelValues(item, 'app.kubernetes.io/part-of').includes('flux') ||
    listAt(container['env']).some((variable) => mapAt(variable)['name'] === 'RUNTIME_NAMESPACE') ||
    [...listAt(container['command']), ...listAt(container['args'])].some(isFluxArgument)
  )
}

/** True for an image that is another project's, though its name is a controller's. */
export function isForeignImage(image: string): boolean {
  const owner = repositoryOf(image).split('/').at(-2)
  return (
    owner !== undefined &&
    foreignOwners.includes(owner) &&
    /\/helm-controller$/.test(repositoryOf(image))
  )
}

function repositoryOf(image: string): string {
  return image.replace(/@.*$/s, '').replace(/:[^/]*$/, '')
}

function isFluxArgument(argument: unknown): boolean {
  const text = stringAt(argument)
  return text !== undefined && fluxArguments.includes(text.split('=', 1)[0] ?? '')
}
