import { isMap } from '../krm/object.ts'

/** One entry of a JSON 6902 patch. */
export interface Operation {
  /** `add`, `remove`, `replace`, `move`, `copy` or `test`; kustomize fails on anything else. */
  readonly op: string
  /** A JSON pointer. */
  readonly path: string
  readonly from?: string
  readonly value?: unknown
}

/** The operations of a JSON 6902 patch; undefined for a value that is none. */
export function readOperations(value: unknown): readonly Operation[] | undefined {
  if (!Array.isArray(value) || !value.every(isOperation)) return undefined
  return value
}

function isOperation(entry: unknown): entry is Operation {
  if (!isMap(entry)) return false
  const { op, path, from } = entry
  const hasFrom = from === undefined || typeof from === 'string'
  return typeof op === 'string' && typeof path === 'string' && hasFrom
}
