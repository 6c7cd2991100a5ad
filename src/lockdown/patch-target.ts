import type { Item } from '../krm/item.ts'
import { groupOf, mapAt, type PlainMap, stringAt } from '../krm/object.ts'

/**
 * True if a kustomize patch target can select an item. Kinds and names are anchored regular expressions, absent ones select
 * all; what is not followed here is taken to select. Source: kubernetes-sigs/kustomize api/types/selector.go.
 */
export function canSelect(target: PlainMap, item: Item): boolean {
  const fields: readonly (readonly [string, string])[] = [
    ['group', groupOf(item.apiVersion)],
    ['version', item.apiVersion.slice(item.apiVersion.indexOf('/') + 1)],
    ['kind', item.kind],
    ['name', item.name ?? ''],
    ['namespace', item.namespace ?? ''],
  ]
  return (
    fields.every(([field, value]) => canMatch(stringAt(target[field]) ?? '', value)) &&
    canSelectBy(target['labelSelector'], mapAt(item.object.metadata)['labels']) &&
    canSelectBy(target['annotationSelector'], mapAt(item.object.metadata)['annotations'])
  )
}

// no groups that repeat, and few repeats: other expressions may take for ever
const followed = /^(?:[\w.|()*+?^$[\]/-](?!(?<=\))[*+?{]))*$/

function canMatch(pattern: string, value: string): boolean {
  if (pattern === '' || !followed.test(pattern)) return true
  if (pattern.replace(/[^*+?]/g, '').length > 4) return true
  try {
    return new RegExp(`^(?:${pattern})$`).test(value)
  } catch {
    return true
  }
}

/** Follows selectors of `key=value` pairs. */
function canSelectBy(selector: unknown, values: unknown): boolean {
  if (typeof selector !== 'string') return true
  return selector.split(',').every((requirement) => {
    const [, key, value] = /^\s*([\w./-]+)\s*==?\s*([\w./-]*)\s*$/.exec(requirement) ?? []
    return key === undefined || (mapAt(values)[key] ?? '') === value
  })
}
