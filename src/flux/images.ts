import { type ControllerName, controllerNames, isControllerName } from './controllers.ts'

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

/** What mirrors and builders write behind a name for how an image was made: base, hardening, platform. Digits may follow; anything else names another program. */
const variants = [
  ...['alpine', 'debian', 'distroless', 'scratch', 'slim', 'static', 'ubi', 'ubuntu', 'wolfi'],
  ...['debug', 'fips', 'hardened', 'nonroot', 'rootless'],
  ...['linux', 'amd', 'arm', 'armv', 'ppc64le', 's390x', 'x86_64'],
]

const around = new RegExp(
  `^(?:.*[-._])?(${controllerNames.join('|')})(?:[-._](?:${variants.join('|')})\\d*)*$`,
)

/** The controller whose image this is, by the repository's name, which mirrors extend: `fluxcd-kustomize-controller`, `kustomize-controller-fips`. */
export function controllerOfImage({ repositoryName }: ImageReference): ControllerName | undefined {
  const name = around.exec(repositoryName)?.[1]
  return name !== undefined && isControllerName(name) ? name : undefined
}
