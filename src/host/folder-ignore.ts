import { lstatSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ignore, { type Ignore } from 'ignore'
import { folderOf, foldersAround } from '../kustomize/paths.ts'
import { cannotRead } from './folder-file.ts'

/** The `.krmignore` files that count in a folder, from the outside in. */
export type IgnoreRules = readonly { readonly folder: string; readonly rules: Ignore }[]

const ignoreFile = '.krmignore'

/**
 * The rules that count in a folder, with `outer` those of the folder around it. In the syntax of `.gitignore`, of which kpt reads
 * a subset; unlike there a file counts in any folder and down to the last, as with Git.
 * Source: kubernetes-sigs/kustomize kyaml/kio/ignorefilesmatcher.go.
 */
export function rulesIn(root: string, folder: string, outer: IgnoreRules): IgnoreRules {
  const path = folder === '' ? ignoreFile : `${folder}/${ignoreFile}`
  try {
    // no link is followed, and it is safe to read more
    if (!lstatSync(join(root, path), { throwIfNoEntry: false })?.isFile()) return outer
    return [...outer, { folder, rules: read(join(root, path)) }]
  } catch (error) {
    throw cannotRead(root, path, error)
  }
}

/** The rules of the folders around one; none if they would ignore it, since who names a folder wants it read. */
export function rulesAround(root: string, folder: string): IgnoreRules {
  if (folder === '') return []
  const outer = foldersAround(folderOf(folder))
    .toReversed()
    .reduce((rules, each) => rulesIn(root, each, rules), [] as IgnoreRules)
  return isIgnored(outer, `${folder}/`) ? [] : outer
}

/** True for a file, or with a slash at its end a folder, that the rules leave out; inner rules win. */
export function isIgnored(rules: IgnoreRules, path: string): boolean {
  let ignored = false
  for (const { folder, rules: own } of rules) {
    const result = own.test(folder === '' ? path : path.slice(folder.length + 1))
    ignored = (ignored || result.ignored) && !result.unignored
  }
  return ignored
}

function read(path: string): Ignore {
  return ignore({ ignorecase: false }).add(readFileSync(path, 'utf8'))
}
