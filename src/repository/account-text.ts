import { isDeepStrictEqual } from 'node:util'
import { placeAt } from '../yaml/edit-node.ts'
import { readList } from '../yaml/read.ts'
import type { SourceItem } from '../yaml/source-item.ts'
import { YamlError } from '../yaml/yaml-error.ts'

/** What stands behind an account that multi-tenant gave. */
const mark = '# flux-tenancy'

interface AccountPlace {
  /** The offset in the file's text behind the account's last character. */
  readonly end: number
  /** The rest of its line, without the line end. */
  readonly rest: string
}

/**
 * Where `spec.serviceAccountName` of an object is written: `elsewhere` for one that comes from an alias or a merge, undefined where no comment can
 * stand behind it, as in flow style.
 */
function accountPlace(text: string, item: SourceItem): AccountPlace | 'elsewhere' | undefined {
  const parsed = item.parsed()
  const root = parsed?.root
  if (!root) return undefined
  const place = placeAt(root, ['spec', 'serviceAccountName'])
  if (!place) return 'elsewhere'
  if (!place.node || place.around.some(({ flow }) => flow)) return undefined
  const { start } = item.place.range
  const end = start - item.place.column + place.node.range[1]
  const lineEnd = text.indexOf('\n', end)
  const rest = text.slice(end, lineEnd < 0 ? text.length : lineEnd).replace(/\r$/, '')
  return { end, rest }
}

/** True if the account of an object has our comment, false if it has not; undefined where none can stand. */
export function hasAccountMark(text: string, item: SourceItem): boolean | undefined {
  const place = accountPlace(text, item)
  if (place === 'elsewhere') return false
  return place && (place.rest.trim() === mark || place.rest.endsWith(` ${mark}`))
}

/** True if a person's comment stands before ours: it had an empty account, and stays with one. */
export function hasSharedComment(text: string, item: SourceItem): boolean {
  const place = accountPlace(text, item)
  return typeof place === 'object' && place.rest.endsWith(` ${mark}`) && place.rest.trim() !== mark
}

/**
 * The text with our comment behind the accounts of the objects at `indexes`. Where a comment cannot stand, or would mean something else,
 * there is none.
 */
export function withAccountMarks(text: string, indexes: readonly number[]): string {
  if (indexes.length === 0) return text
  const { items } = readList(text)
  const places = indexes.flatMap((index) => {
    const item = items[index]
    const place = item && accountPlace(text, item)
    if (typeof place !== 'object') return []
    // an empty account may have had a comment of its own
    const isBlank = place.rest.trim() === ''
    return [isBlank ? place.end : place.end + place.rest.trimEnd().length]
  })
  let marked = text
  for (const end of places.sort((one, other) => other - one)) {
    marked = `${marked.slice(0, end)} ${mark}${marked.slice(end)}`
  }
  return meansTheSame(text, marked) ? marked : text
}

/** The text without our comments behind those of people. */
export function withoutAccountMarks(text: string, indexes: readonly number[]): string {
  if (indexes.length === 0) return text
  const { items } = readList(text)
  let bare = text
  for (const index of [...indexes].sort((one, other) => other - one)) {
    const item = items[index]
    const place = item && accountPlace(text, item)
    if (typeof place !== 'object' || !place.rest.endsWith(` ${mark}`)) continue
    const end = place.end + place.rest.length
    bare = bare.slice(0, end - mark.length - 1) + bare.slice(end)
  }
  return meansTheSame(text, bare) ? bare : text
}

function meansTheSame(before: string, after: string): boolean {
  try {
    const values = [before, after].map((text) => readList(text).items.map(({ value }) => value))
    return isDeepStrictEqual(values[0], values[1])
  } catch (error) {
    if (error instanceof YamlError) return false
    throw error
  }
}
