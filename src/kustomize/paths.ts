/** The folder that holds a file or folder: `a/b.yaml` gives `a`; the root is the empty string. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0))
}

/** The last part of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** What `relative` means in `folder`, cleaned as Go's filepath.Join does; undefined where it leaves the repository or is absolute. */
export function joinPath(folder: string, relative: string): string | undefined {
  if (relative.startsWith('/')) return undefined
  const { path, leaves } = walk(folder, relative)
  return leaves ? undefined : path
}

/** What `relative` means at the root, which it cannot leave: `..` there is the root. As kustomize-controller has it (filepath-securejoin, SecureJoin). */
export function pathAtRoot(relative: string): string {
  return walk('', relative).path
}

/** Where `relative` leads from `folder`, and whether it leaves the root on its way, at which it then stays. */
function walk(folder: string, relative: string): { path: string; leaves: boolean } {
  const steps = folder === '' ? [] : folder.split('/')
  let leaves = false
  for (const step of relative.split('/')) {
    if (step === '' || step === '.') continue
    if (step !== '..') steps.push(step)
    else if (steps.pop() === undefined) leaves = true
  }
  return { path: steps.join('/'), leaves }
}

/** True if `path` is `folder` or in it. */
export function isWithin(path: string, folder: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`)
}

/** A folder and the folders around it, from the inside out; the root is the last one. */
export function foldersAround(folder: string): readonly string[] {
  const folders = [folder]
  for (let outer = folder; outer !== ''; ) {
    outer = folderOf(outer)
    folders.push(outer)
  }
  return folders
}
