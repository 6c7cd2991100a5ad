import type { FieldPath } from '../krm/field-path.ts'
import { isMap, type PlainMap } from '../krm/object.ts'
import { fingerprint, listDifference } from './diff-list.ts'
import { present } from './plain-copy.ts'

/** One edit. Paths and indexes are those of the value before any edit; `path` leads to the value edited. */
export type Change =
  | { readonly kind: 'set'; readonly path: FieldPath; readonly value: unknown }
  /** `values` go before the entry `index` of the list, in order; `index` may be the list's length. */
  | {
      readonly kind: 'insert'
      readonly path: FieldPath
      readonly index: number
      readonly values: readonly unknown[]
    }
  | { readonly kind: 'removeEntry'; readonly path: FieldPath; readonly index: number }
  | {
      readonly kind: 'addKey'
      readonly path: FieldPath
      readonly key: string
      readonly value: unknown
    }
  | { readonly kind: 'removeKey'; readonly path: FieldPath; readonly key: string }

/**
 * The edits that make `after` of `before`, few and small: only what differs is touched, an entry of a
 * list that was changed is descended into. A key that is `undefined` counts as absent. No difference
 * gives no edits; the order of keys is no difference. A value at which `isWhole` is true is set as a
 * whole; by default none is.
 */
export function changesBetween(
  before: unknown,
  after: unknown,
  isWhole: (path: FieldPath) => boolean = () => false,
): readonly Change[] {
  const changes: Change[] = []
  collect(before, after, [])
  return changes

  function collect(from: unknown, to: unknown, path: FieldPath): void {
    if (Object.is(from, to)) return
    const isList = Array.isArray(from) && Array.isArray(to)
    if (!isList && !(isMap(from) && isMap(to))) changes.push({ kind: 'set', path, value: to })
    else if (isWhole(path)) collectWhole(from, to, path)
    else if (isList) collectEntries(from, present(to), path)
    else collectKeys(from as PlainMap, to as PlainMap, path)
  }

  function collectWhole(from: unknown, to: unknown, path: FieldPath): void {
    if (fingerprint(from) !== fingerprint(to)) changes.push({ kind: 'set', path, value: to })
  }

  function collectEntries(from: readonly unknown[], to: readonly unknown[], path: FieldPath): void {
    const { changed, removed, inserted } = listDifference(from, to)
    for (const pair of changed) collect(from[pair.from], to[pair.to], [...path, pair.from])
    for (const index of removed) changes.push({ kind: 'removeEntry', path, index })
    for (const run of inserted) {
      const values = to.slice(run.to, run.end)
      changes.push({ kind: 'insert', path, index: run.from, values })
    }
  }

  function collectKeys(from: PlainMap, to: PlainMap, path: FieldPath): void {
    for (const [key, value] of Object.entries(from)) {
      const next = Object.hasOwn(to, key) ? to[key] : undefined
      if (value === undefined) continue
      if (next === undefined) changes.push({ kind: 'removeKey', path, key })
      else collect(value, next, [...path, key])
    }
    for (const [key, value] of Object.entries(to)) {
      const isThere = Object.hasOwn(from, key) && from[key] !== undefined
      if (!isThere && value !== undefined) changes.push({ kind: 'addKey', path, key, value })
    }
  }
}
