import { isMap, listAt, type PlainMap } from '../krm/object.ts'
import type { FoundController } from './find.ts'

/** What a patch makes of a controller's container: `untouched`, another container, or `unclear`. */
export type Patched = 'untouched' | 'unclear' | { readonly container: PlainMap }

/**
 * What a JSON 6902 patch makes of a controller's arguments. Followed: `test`, and `add` of one argument. Anything else that
 * can reach `command`, `args` or `image` is unclear.
 */
export function jsonPatched(
  operations: readonly unknown[],
  { container, path }: FoundController,
): Patched {
  const place = `/${path.join('/')}`
  let args: readonly unknown[] = listAt(container['args'])
  let isChanged = false
  for (const operation of operations) {
    if (!isMap(operation)) return 'unclear'
    const { op, path: at, from, value } = operation as Record<string, unknown>
    if (op === 'test') continue
    const reaches = [at, from].filter((pointer) => pointer !== undefined)
    if (!reaches.some((pointer) => canReach(pointer, place))) continue
    const index = op === 'add' ? indexIn(at, `${place}/args/`, args.length) : undefined
    if (index === undefined || typeof value !== 'string') return 'unclear'
    args = [...args.slice(0, index), value, ...args.slice(index)]
    isChanged = true
  }
  return isChanged ? { container: { ...container, args } } : 'untouched'
}

const programFields: readonly string[] = ['command', 'args', 'image']

/** True unless the pointer stands beside the container, or in a part of it that is not its program. */
function canReach(pointer: unknown, place: string): boolean {
  if (typeof pointer !== 'string') return true
  if (place.startsWith(`${pointer}/`) || pointer === place || pointer === '') return true
  const [list, own] = [place.slice(0, place.lastIndexOf('/') + 1), place.split('/').at(-1)]
  if (!pointer.startsWith(list)) return false
  const [index = '', field] = pointer.slice(list.length).split('/')
  // an entry that is added to the list or taken from it moves the others
  if (field === undefined) return index !== '-'
  // kustomize takes `-1` and `00` for positions too
  if (!/^(?:0|[1-9]\d*)$/.test(index)) return true
  return index === own && programFields.includes(field)
}

function indexIn(pointer: unknown, list: string, length: number): number | undefined {
  if (typeof pointer !== 'string' || !pointer.startsWith(list)) return undefined
  const step = pointer.slice(list.length)
  if (step === '-') return length
  return /^\d+$/.test(step) && Number(step) <= length ? Number(step) : undefined
}
