import { makeItem } from '../krm/item.ts'
import { type KubernetesObject, mapAt } from '../krm/object.ts'
import type { Finding } from '../lockdown/finding.ts'
import { printObject } from '../yaml/print.ts'
import { writeList } from '../yaml/write.ts'
import { withAccountMarks } from './account-text.ts'
import type { Repository } from './repository.ts'
import type { RepositoryItem } from './repository-item.ts'

/** An object that is to be another one, in its own file. */
export interface ObjectEdit {
  readonly item: RepositoryItem
  readonly object: KubernetesObject
  /** True for an account that our comment is to mark. */
  readonly givesAccount: boolean
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
  for (const path of new Set(edits.map(({ item }) => item.path))) {
    const file = objectFiles.get(path)
    if (!file?.list) continue
    const own = new Map(
      edits.filter(({ item }) => item.path === path).map((e) => [e.item.index, e]),
    )
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
      findings.push(...[...own.values()].map(byHand))
      continue
    }
    const marked = [...own.values()].filter(({ givesAccount }) => givesAccount)
    changes.set(
      path,
      marked.length > 0
        ? withAccountMarks(
            text,
            marked.map(({ item }) => item.index),
          )
        : text,
    )
  }
  return { changes, findings }
}

function byHand({ item, object, givesAccount }: ObjectEdit): Finding {
  const { serviceAccountName } = mapAt(object['spec']) as { readonly serviceAccountName?: unknown }
  const lines = givesAccount
    ? `under \`spec\` add \`${printObject({ serviceAccountName }, { indent: 0, style: 'block' })}\``
    : 'write the change into the file'
  return {
    rule: 'edit-by-hand',
    item,
    message: `The object cannot be edited in place, since other text hangs on it: ${lines}.`,
    place: item.placeOf(['spec']),
  }
}

/** The object with another account, or without one. */
export function withAccount(object: KubernetesObject, account: unknown): KubernetesObject {
  const { serviceAccountName: _, ...spec } = mapAt(object['spec']) as Record<string, unknown>
  const after =
    account === undefined ? spec : { ...mapAt(object['spec']), serviceAccountName: account }
  return { ...object, spec: after }
}
