import type { Result } from '../krm/result.ts'

/** A path of a repository as people see it. */
export type ShownPath = (path: string) => string

/** The results with their files as people see them. */
export function withShownFiles(results: readonly Result[], shown: ShownPath): readonly Result[] {
  return results.map((result) => {
    const { file } = result
    return file ? { ...result, file: { ...file, path: shown(file.path) } } : result
  })
}
