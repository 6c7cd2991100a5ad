import { isWithin } from './paths.ts'
import type { KustomizationProblem } from './problem.ts'
import type { Reference } from './references.ts'

type FolderReference = Reference & { readonly kind: 'folder' }

/**
 * The references that lead back to a folder that is being built, or to one around it: kustomize refuses them.
 * Source: kubernetes-sigs/kustomize api/internal/loader/fileloader.go, errIfArgEqualOrHigher.
 */
export function cycleProblems(
  references: ReadonlyMap<string, readonly Reference[]>,
): readonly KustomizationProblem[] {
  const problems: KustomizationProblem[] = []
  const done = new Set<string>()
  const visit = (folder: string, around: readonly string[]) => {
    if (done.has(folder)) return
    const inside = [...around, folder]
    for (const reference of (references.get(folder) ?? []).filter(isFolder)) {
      const visited = inside.find((each) => isWithin(each, reference.path))
      if (visited === undefined) visit(reference.path, inside)
      else problems.push(cycleProblem(reference, visited))
    }
    done.add(folder)
  }
  for (const folder of references.keys()) visit(folder, [])
  return problems
}

function isFolder(reference: Reference): reference is FolderReference {
  return reference.kind === 'folder'
}

function cycleProblem(
  { kustomization, field, index, name }: FolderReference,
  visited: string,
): KustomizationProblem {
  const message = `The folder "${name}" in \`${field}\` must not be, or hold, the folder "${visited || '.'}" that it is built for.`
  return { ...kustomization.placeOf([field, index]), message }
}
