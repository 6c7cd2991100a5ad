import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { safeLoad } from 'js-yaml'
import type { FileChange } from './copy.ts'

export const repositoriesFolder = join('testdata', 'repositories')

/** An error that `check` must report. */
export interface ExpectedError {
  /** One of these, where the documents allow several. */
  readonly class: string | readonly string[]
  /** A pattern for the sentence, in any case. */
  readonly says: string
  /** The file or a folder around it; one of these. */
  readonly file?: string | readonly string[]
  /** The first and the last line that may be named. */
  readonly lines?: readonly [number, number]
}

/** What a cluster really is. */
export interface ExpectedCluster {
  /** The file of the Flux Kustomization that applies it, or the folder where no file says so. */
  readonly sync?: string
  readonly synced?: string
  /** The Kustomization in the file that is meant, where it holds several. */
  readonly name?: string
  readonly flux: string
  readonly 'in-force': Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly 'without-account': readonly string[]
}

/** A row of testdata/repositories/verdicts.yaml: what its head says of the fields. */
export interface ExpectedVerdict {
  readonly repository: string
  readonly path: string
  readonly check: { readonly exit: 0 | 1; readonly errors?: readonly ExpectedError[] }
  readonly render: {
    readonly exit: 0 | 1
    readonly says?: readonly string[]
    readonly files?: Readonly<Record<string, FileChange>>
  }
  readonly unlock: 0 | 1
  readonly account?: string
  readonly built?: ExpectedCluster
}

type Table = Readonly<Record<string, readonly Omit<ExpectedVerdict, 'repository'>[]>>

const table = safeLoad(readFileSync(join(repositoriesFolder, 'verdicts.yaml'), 'utf8')) as Table

/** Every row, in the order of the file. */
export const verdicts: readonly ExpectedVerdict[] = Object.entries(table).flatMap(
  ([repository, rows]) => rows.map((row) => ({ repository, ...row })),
)

/** The clusters that a row's path holds: its own, else those of the repository's rows below it. */
export function clustersOf({ repository, path, built, account }: ExpectedVerdict) {
  if (built) return [{ built, account }]
  return verdicts.flatMap((row) => {
    const isBelow = path === '.' || row.path.startsWith(`${path}/`)
    return row.repository === repository && row.built && isBelow
      ? [{ built: row.built, account: row.account }]
      : []
  })
}

/** How a row is called among the tests. */
export function titleOf({ repository, path }: ExpectedVerdict): string {
  return `${repository} ${path}`
}
