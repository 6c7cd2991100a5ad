import { isKustomizationName } from './kustomization-file.ts'
import { type Listing, type ListingUse, listingFields } from './listing.ts'
import { folderOf, foldersAround } from './paths.ts'
import { isScanned } from './scanned.ts'

/**
 * What a file is to kustomize and Flux: `unlisted` is what nothing names though its folder, or one around it, has a kustomization, and
 * what Flux does not look at;
 * it is not applied.
 */
export type FileRole = ListingUse | 'kustomization' | 'unlisted'

/** What a role depends on. */
export interface RoleSource {
  readonly kustomizedFolders: ReadonlySet<string>
  /** The folders that Flux applies by themselves. */
  readonly synced: { has(folder: string): boolean }
  listedBy(path: string): readonly Listing[]
}

/** The role of a file: an object wherever a kustomization lists it as one, whatever else others make of it. */
export function roleIn(source: RoleSource, path: string): FileRole {
  if (isKustomizationName(path)) return 'kustomization'
  if (isScanned(path) && isGathered(source, folderOf(path))) return 'object'
  const uses = new Set(source.listedBy(path).map((listing) => useOf(source, listing, [])))
  for (const use of ['object', 'patch', 'configuration'] as const) if (uses.has(use)) return use
  return isScanned(path) && !isInKustomized(source, folderOf(path)) ? 'object' : 'unlisted'
}

/** A list of objects is configuration where its kustomization is only there to make configuration. */
function useOf(
  source: RoleSource,
  { field, kustomization }: Listing,
  seen: readonly string[],
): ListingUse {
  const { use } = listingFields[field]
  const { folder } = kustomization
  if (use !== 'object' || seen.includes(folder)) return use
  const uses = source.listedBy(folder).map((listing) => useOf(source, listing, [...seen, folder]))
  return uses.length > 0 && !uses.includes('object') ? 'configuration' : 'object'
}

/** True for a folder that Flux applies, or in one, and in which it gathers what it finds, whoever else lists that. */
export function isGathered({ kustomizedFolders, synced }: RoleSource, folder: string): boolean {
  for (const each of foldersAround(folder)) {
    if (kustomizedFolders.has(each)) return false
    if (synced.has(each)) return true
  }
  return false
}

function isInKustomized({ kustomizedFolders, synced }: RoleSource, folder: string): boolean {
  for (const each of foldersAround(folder)) {
    if (kustomizedFolders.has(each)) return true
    if (synced.has(each)) return false
  }
  return false
}
