import type { FieldPath } from '../krm/field-path.ts'
import { isMap } from '../krm/object.ts'
import { placeAt } from '../yaml/edit-node.ts'
import type { ParsedText } from '../yaml/parse.ts'
import { positionAt } from '../yaml/yaml-error.ts'
import { keyFor } from './canonical.ts'

/**
 * The line, from 1, of the field at `path`, its names in any case; where the path ends early or runs through an alias, of what is around
 * it.
 */
export function lineAt(parsed: ParsedText, path: FieldPath): number {
  const written = writtenPath(parsed.value, path)
  const root = parsed.root
  for (let length = written.length; length > 0; length -= 1) {
    const place = placeAt(root, written.slice(0, length))
    const start = place && (place.pair?.key.range ?? place.node?.range)
    if (start) return positionAt(parsed.text, start[0]).line
  }
  return root?.range ? positionAt(parsed.text, root.range[0]).line : 1
}

function writtenPath(value: unknown, path: FieldPath): FieldPath {
  let current = value
  return path.map((step) => {
    const key = typeof step === 'string' && isMap(current) ? keyFor(current, step) : step
    current = (current as Readonly<Record<string | number, unknown>> | undefined | null)?.[key]
    return key
  })
}
