import { type ControllerName, controllerNames } from './controllers.ts'

/** A container image's reference, taken apart. */
export interface ImageReference {
  /** All before tag and digest: `host:5000/fluxcd/kustomize-controller`. */
  readonly repository: string
  /** The last path segment of the repository: `kustomize-controller`. */
  readonly repositoryName: string
  readonly tag: string | undefined
  /** With its algorithm: `sha256:…`. */
  readonly digest: string | undefined
}

/** Reads `[host[:port]/]path[:tag][@digest]`; undefined for what names no image. */
export function parseImageReference(text: string): ImageReference | undefined {
  const match = /^((?:[^\s@]*\/)?([^\s/:@]+))(?::([^\s/:@]+))?(?:@([^\s/@]+:[^\s/@]+))?$/.exec(text)
  const [, repository, repositoryName, tag, digest] = match ?? []
  if (repository === undefined || repositoryName === undefined) return undefined
  return { repository, repositoryName, tag, digest }
}

/** The controller whose image this is, by the repository's name, which mirrors may prefix: `fluxcd-kustomize-controller`. */
export function controllerOfImage(image: ImageReference): ControllerName | undefined {
  return controllerNames.find(
    (controller) =>
      image.repositoryName === controller ||
      (image.repositoryName.endsWith(controller) && /[-._]$/.test(prefixOf(image, controller))),
  )
}

function prefixOf(image: ImageReference, controller: ControllerName): string {
  return image.repositoryName.slice(0, -controller.length)
}
