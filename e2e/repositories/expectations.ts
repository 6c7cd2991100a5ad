import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { safeLoad } from 'js-yaml'

export const oddPlatform = join('testdata', 'odd-platform')

export type Edit = 'added' | 'refused' | 'untouched'

/** A row of testdata/odd-platform/expectations.yaml: what its head says of the fields. */
export interface Expectation {
  readonly edit: Edit | readonly Edit[]
  readonly comment?: false
  readonly back?: 'value'
  readonly says?: string
  /** True where the check must not pass afterwards. */
  readonly fails?: true
}

interface Table {
  readonly objects: Readonly<Record<string, Expectation>>
  readonly kustomizations: Readonly<Record<string, Expectation>>
  readonly left: readonly string[]
  readonly unreadable: readonly string[]
}

export const expectations = safeLoad(
  readFileSync(join(oddPlatform, 'expectations.yaml'), 'utf8'),
) as Table

/** The files under a folder of testdata/odd-platform, sorted. */
export function oddFiles(folder: string): readonly string[] {
  const root = join(oddPlatform, folder)
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort()
}
