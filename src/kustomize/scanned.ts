import { baseName } from './paths.ts'

/**
 * YAML files and folders that source-controller leaves out of every artifact, unless a repository's own `.sourceignore` says otherwise.
 * Source: fluxcd/pkg sourceignore/sourceignore.go, ExcludeVCS, ExcludeCI and ExcludeExtra.
 */
const ignoredFiles: ReadonlySet<string> = new Set([
  '.travis.yml',
  '.gitlab-ci.yml',
  'appveyor.yml',
  '.drone.yml',
  'cloudbuild.yaml',
  'codeship-services.yml',
  'codeship-steps.yml',
  '.goreleaser.yml',
  '.sops.yaml',
  '.flux.yaml',
])
const ignoredFolders: ReadonlySet<string> = new Set(['.git', '.github', '.circleci'])

/** True for YAML, as Flux's generator tells it: by the end of its name. */
export function hasYamlName(path: string): boolean {
  return path.endsWith('.yaml') || path.endsWith('.yml')
}

/**
 * True for a file that Flux's generator takes in a folder without a kustomization. Source: fluxcd/pkg kustomize/kustomize_generator.go,
 * scanManifests.
 */
export function isScanned(path: string): boolean {
  return hasYamlName(path) && !isIgnoredByFlux(path)
}

/** True for what source-controller leaves out, by its own name or with its folder. */
export function isIgnoredByFlux(path: string): boolean {
  return ignoredFiles.has(baseName(path)) || isInIgnoredFolder(path)
}

/** True for what source-controller leaves out with its folder. */
export function isInIgnoredFolder(path: string): boolean {
  return path.split('/').some((step) => ignoredFolders.has(step))
}
