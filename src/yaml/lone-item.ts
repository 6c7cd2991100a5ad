import { mapAt } from '../krm/object.ts'
import type { ScannedHeader } from './header.ts'
import { type ParsedText, parseAnyText, parsedValue, plainText } from './parse.ts'
import { type PlainBlock, readPlainBlock } from './plain-block.ts'
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
  #plain: { readonly read: PlainBlock | undefined } | undefined
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
    return (this.#parsed ?? this.#plainBlock() ?? this.parsed()).value
  }

  parsed(): ParsedText {
    this.#parsed ??= this.#parse()
    return this.#parsed
  }

  #parse(): ParsedText {
    const plain = this.#plainBlock()
    const read = plain && plainText(plain)
    if (read) return read
    const { start } = this.#place.range
    const parsed = readAt(this.#text, start - this.#place.column, () => parseAnyText(this.#whole()))
    // with the very value that was given away, by which an edit knows what it need not look at
    return plain ? { ...parsed, value: plain.value } : parsed
  }

  #plainBlock(): PlainBlock | undefined {
    this.#plain ??= { read: readPlainBlock(this.#whole()) }
    return this.#plain.read
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
