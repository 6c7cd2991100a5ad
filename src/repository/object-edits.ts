import { makeItem } from '../krm/item.ts'
import { isMap, type KubernetesObject, mapAt } from '../krm/object.ts'
import type { Finding } from '../lockdown/finding.ts'
import { printObject } from '../yaml/print.ts'
import { writeList } from '../yaml/write.ts'
import { withAccountMarks, withoutAccountMarks } from './account-text.ts'
import type { Repository } from './repository.ts'
import type { RepositoryItem } from './repository-item.ts'

/** An object that is to be another one, in its own file. */
export interface ObjectEdit {
  readonly item: RepositoryItem
  readonly object: KubernetesObject
  /** Whether an account is given, which our comment is to mark, or one with our comment taken; absent: another edit. */
  readonly account?: 'given' | 'taken'
}

/** The files with the objects edited in place, and the lines to write by hand where that cannot be done. */
export interface EditedFiles {
  readonly changes: ReadonlyMap<string, string>
  readonly findings: readonly Finding[]
}

export function editedFiles(
  { objectFiles }: Pick<Repository, 'objectFiles'>,
  edits: readonly ObjectEdit[],
): EditedFiles {
  const changes = new Map<string, string>()
  const findings: Finding[] = []
  for (const [path, own] of byFile(edits)) {
    const file = objectFiles.get(path)
    if (!file?.list) continue
    const odd = [...own.values()].filter(
      ({ item, account }) => account === 'given' && hasOddAccount(item),
    )
    if (odd.length > 0) {
      findings.push(...odd.map((edit) => byHand(edit, 'its account is no string:')))
      continue
    }
    const encrypted = [...own.values()].filter(({ item }) => isMap(item.object['sops']))
    if (encrypted.length > 0) {
      findings.push(...encrypted.map((edit) => byHand(edit, 'it is encrypted: with `sops`')))
      continue
    }
    const items = file.list.items.map((source, index) => {
      const edit = own.get(index)
      return edit ? makeItem(edit.object, source) : source
    })
    const { text, reprinted } = writeList(file.list, {
      items,
      functionConfig: undefined,
      results: [],
    })
    const inPlace = reprinted.length === 0
    if (!inPlace) {
      findings.push(...[...own.values()].map((edit) => byHand(edit, 'other text hangs on it:')))
      continue
    }
    const indexesOf = (account: ObjectEdit['account']) =>
      [...own].filter(([, edit]) => edit.account === account).map(([index]) => index)
    const bare = withoutAccountMarks(text, indexesOf('taken'))
    changes.set(path, withAccountMarks(bare, indexesOf('given')))
  }
  return { changes, findings }
}

/** The edits of each file, by the positions of their objects; of two on one object the last. */
function byFile(edits: readonly ObjectEdit[]): ReadonlyMap<string, Map<number, ObjectEdit>> {
  const files = new Map<string, Map<number, ObjectEdit>>()
  for (const edit of edits) {
    const { path, index } = edit.item
    const own = files.get(path) ?? new Map<number, ObjectEdit>()
    files.set(path, own.set(index, edit))
  }
  return files
}

function hasOddAccount({ object }: RepositoryItem): boolean {
  const { serviceAccountName } = mapAt(object['spec']) as { readonly serviceAccountName?: unknown }
  return serviceAccountName != null && typeof serviceAccountName !== 'string'
}

function byHand({ item, object, account }: ObjectEdit, cause: string): Finding {
  const { serviceAccountName } = mapAt(object['spec']) as { readonly serviceAccountName?: unknown }
  const lines =
    account === 'given'
      ? `under \`spec\` add \`${printObject({ serviceAccountName }, { indent: 0, style: 'block' })}\``
      : 'write the change into the file'
  return {
    rule: 'edit-by-hand',
    item,
    message: `The object cannot be edited in place, since ${cause} ${lines}.`,
    place: item.placeOf(['spec']),
  }
}
