import { mapAt } from '../krm/object.ts'
import type { ScannedHeader } from './header.ts'
import { type ParsedText, parseAnyText, parsedValue, parseText } from './parse.ts'
import { type PlainBlockValue, readPlainBlock } from './plain-block.ts'
import { type ContentPlace, type ItemPlace, type ItemValues, SourceItem } from './source-item.ts'
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
  return new SourceItem(text, place, header, new LoneValues(text, place, header, content))
}

class LoneValues implements ItemValues {
  readonly content: () => ContentPlace
  readonly #text: string
  readonly #place: ItemPlace
  readonly #metadata: ScannedHeader['metadata']
  #plain: PlainBlockValue | undefined
  #parsed: ParsedText | undefined

  constructor(
    text: string,
    place: ItemPlace,
    { metadata }: ScannedHeader,
    content: () => ContentPlace,
  ) {
    this.content = content
    this.#text = text
    this.#place = place
    this.#metadata = metadata
  }

  isObject(): boolean {
    return true
  }

  value(): unknown {
    if (this.#parsed) return this.#parsed.value
    const lines = this.#whole()
    this.#plain ??= readPlainBlock(lines)
    if (this.#plain) return this.#plain.value
    // what is no plain block style for a value is none for nodes
    this.#parsed = this.#located(() => parseAnyText(lines))
    return this.#parsed.value
  }

  parsed(): ParsedText {
    if (this.#parsed) return this.#parsed
    const lines = this.#whole()
    // with the very values that were given away, by which an edit knows what it need not look at
    this.#parsed = { ...this.#located(() => parseText(lines)), ...this.#plain }
    return this.#parsed
  }

  metadata(): unknown {
    const range = this.#parsed || this.#plain ? undefined : this.#metadata
    const section = range && readAlone(this.#own(range.start, range.end))
    return mapAt(section ?? this.value())['metadata']
  }

  #whole(): string {
    const { start, end } = this.#place.range
    return this.#own(0, end - start)
  }

  #own(from: number, to: number): string {
    const { column, range } = this.#place
    if (to - from > mostCharacters) {
      const message = `What is to be read of an object must not have more than ${mostCharacters} characters, and this has ${to - from}.`
      throw yamlErrorAt(message, this.#text, range.start + from)
    }
    return ' '.repeat(column) + this.#text.slice(range.start + from, range.start + to)
  }

  #located<Read>(read: () => Read): Read {
    return readAt(this.#text, this.#place.range.start - this.#place.column, read)
  }
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
