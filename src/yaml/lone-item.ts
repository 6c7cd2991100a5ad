import { mapAt } from '../krm/object.ts'
import type { ScannedHeader } from './header.ts'
import { type ParsedText, parseAnyText, parsedValue, parseText } from './parse.ts'
import { type PlainBlockValue, readPlainBlock } from './plain-block.ts'
import { type ContentPlace, type ItemPlace, SourceItem } from './source-item.ts'
import { readAt } from './text-range.ts'
import { YamlError, yamlErrorAt } from './yaml-error.ts'

/**
 * The API server takes requests of 3 MiB (k8s.io/apiserver pkg/server/config.go, MaxRequestBodyBytes); a file may hold comments too. What is only passed on
 * may be as long as it likes.
 */
const mostCharacters = 6_000_000

/** An item that a scan found and whose text means alone what it means where it stands: no part of it is read before it is asked for. */
export function loneItem(
  text: string,
  place: ItemPlace,
  header: ScannedHeader,
  content: () => ContentPlace,
): SourceItem {
  const { range, column } = place
  const { metadata } = header
  const own = (from: number, to: number) => {
    if (to - from > mostCharacters) {
      const message = `What is to be read of an object must not have more than ${mostCharacters} characters, and this has ${to - from}.`
      throw yamlErrorAt(message, text, range.start + from)
    }
    return ' '.repeat(column) + text.slice(range.start + from, range.start + to)
  }
  const whole = () => own(0, range.end - range.start)
  const located = <Read>(read: () => Read) => readAt(text, range.start - column, read)
  let plain: PlainBlockValue | undefined
  let parsed: ParsedText | undefined
  const parse = () => {
    if (parsed) return parsed
    const lines = whole()
    // with the very values that were given away, by which an edit knows what it need not look at
    parsed = { ...located(() => parseText(lines)), ...plain }
    return parsed
  }
  const value = () => {
    if (parsed) return parsed.value
    const lines = whole()
    plain ??= readPlainBlock(lines)
    if (plain) return plain.value
    // what is no plain block style for a value is none for nodes
    parsed = located(() => parseAnyText(lines))
    return parsed.value
  }
  return new SourceItem(text, place, header, {
    value,
    isObject: () => true,
    content,
    parsed: parse,
    metadata: () => {
      const section = parsed || !metadata ? undefined : readAlone(own(metadata.start, metadata.end))
      return mapAt(section ?? value())['metadata']
    },
  })
}

/** The lines of one key, which costs far less than the whole object; undefined if they do not stand alone. */
function readAlone(lines: string): unknown {
  try {
    return parsedValue(lines)
  } catch (error) {
    if (error instanceof YamlError) return undefined
    throw error
  }
}
