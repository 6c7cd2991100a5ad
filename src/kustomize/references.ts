import type { Files } from '../krm/files.ts'
import type { KustomizationFile } from './kustomization-file.ts'
import { type Listing, listingFields, listingsIn } from './listing.ts'
import { joinPath } from './paths.ts'
import type { KustomizationProblem } from './problem.ts'
import { isRemote, isRepository } from './remote.ts'

/** What a listing means among the files at hand. */
export type Reference = Listing &
  (
    | { readonly kind: 'file' | 'folder'; readonly path: string }
    /** Neither the file nor, if it is a folder, its kustomization file is at hand. */
    | { readonly kind: 'missing'; readonly path: string }
    | { readonly kind: 'remote' }
    /** Absolute, or outside the repository. */
    | { readonly kind: 'outside' }
  )

/** Everything that a kustomization names, looked up: as a file, a Git repository or a folder, in kustomize's order. */
export function referencesIn(
  file: KustomizationFile,
  files: Files,
  isKustomized: (folder: string) => boolean,
): readonly Reference[] {
  return listingsIn(file).map((listing) => {
    const { opens } = listingFields[listing.field]
    const path = joinPath(file.folder, listing.name)
    if (path !== undefined && files.has(path)) return { ...listing, kind: 'file', path }
    const isFetched = opens === 'folder' ? isRepository : isRemote
    if (isFetched(listing.name)) return { ...listing, kind: 'remote' }
    if (path === undefined) return { ...listing, kind: 'outside' }
    const isFolder = opens !== 'file' && isKustomized(path)
    return { ...listing, kind: isFolder ? 'folder' : 'missing', path }
  })
}

/** What keeps kustomize from following a reference, if there is something. */
export function referenceProblem(
  reference: Reference,
  kustomizations: ReadonlyMap<string, KustomizationFile>,
): KustomizationProblem | undefined {
  const { kustomization, field, index, name } = reference
  const problem = (message: string) => ({ ...kustomization.placeOf([field, index]), message })
  if (reference.kind === 'outside') {
    return problem(`The path "${name}" in \`${field}\` must be relative and inside the repository.`)
  }
  if (reference.kind === 'file' && listingFields[field].opens === 'folder') {
    return problem(`The path "${name}" in \`${field}\` must be a folder.`)
  }
  if (reference.kind !== 'folder') return undefined
  const isComponent = kustomizations.get(reference.path)?.kind === 'Component'
  if (isComponent && field !== 'components') {
    return problem(
      `The folder "${name}" is a Component and must stand under \`components\`, not \`${field}\`.`,
    )
  }
  if (!isComponent && field === 'components' && kustomizations.has(reference.path)) {
    return problem(`The folder "${name}" in \`components\` must hold a Component.`)
  }
  return undefined
}
