import { nextLine } from './edit-splice.ts'
import { isFrame } from './frame.ts'
import type { TextRange } from './text-range.ts'
import { yamlErrorAt } from './yaml-error.ts'

/** One document of a text, by offsets: from its directives or `---` line to the next one's, with a `...` line. */
export interface DocumentSlice extends TextRange {
  /** What has to be parsed: all of it where directives or text on the `---` line count, else what follows that line. */
  readonly contentStart: number
  /** Before the next `---` or the `...` line. */
  readonly contentEnd: number
  /** Behind its `---` line; undefined where it has none, as the first document may. */
  readonly markerEnd: number | undefined
}

interface OpenDocument {
  readonly start: number
  readonly contentStart: number
  readonly markerEnd: number | undefined
  /** Behind a `---` line that holds nothing more. */
  readonly bareStart: number | undefined
  /** True behind `...`, where no document can start without `---`. */
  readonly needsMarker: boolean
  readonly hasDirectives: boolean
  /** True where a line that looks like a directive is none, since text stands before it. */
  readonly hasText: boolean
}

// two searches: one that may also match at the start has to look at every character
const firstMarker = /^\ufeff?(?:(---|\.\.\.)(?=[ \t\r\n]|$)|%)/
const laterMarker = /\n(?:(---|\.\.\.)(?=[ \t\r\n]|$)|%)/g

/**
 * Cuts a text into its documents, the empty ones included, without parsing them: `---` and `...` at the start of a line are markers
 * wherever they stand, also inside scalars (YAML 1.2.2, 9.1.2). Throws YamlError for text behind `...` without a `---`.
 */
export function documentSlices(text: string): readonly DocumentSlice[] {
  const slices: DocumentSlice[] = []
  let open = openAt(text.startsWith('\ufeff') ? 1 : 0, false)
  const close = (contentEnd: number, end: number) => {
    if (open.needsMarker && !isFrame(text.slice(open.contentStart, contentEnd))) {
      throw yamlErrorAt('A `---` line must stand between `...` and more text.', text, open.start)
    }
    const { start, markerEnd, bareStart } = open
    // directives of an empty document count for nothing
    const isEmpty = bareStart !== undefined && isFrame(text.slice(bareStart, contentEnd))
    const contentStart = isEmpty ? bareStart : open.contentStart
    if (end > start) slices.push({ start, contentStart, contentEnd, end, markerEnd })
  }
  for (const { offset, sign } of markersIn(text)) {
    const lineEnd = nextLine(text, offset)
    const rest = text.slice(offset + 3, lineEnd)
    if (sign === '---') {
      if (!open.hasDirectives) close(offset, offset)
      else refuseText(text, open, offset)
      const start = open.hasDirectives ? open.start : offset
      const bareStart = isFrame(rest) ? lineEnd : undefined
      const contentStart = open.hasDirectives ? start : (bareStart ?? start)
      open = { ...openAt(start, false), contentStart, markerEnd: lineEnd, bareStart }
    } else if (sign === '...') {
      if (!isFrame(rest)) throw yamlErrorAt('Only a comment must follow `...`.', text, offset)
      close(offset, lineEnd)
      open = openAt(lineEnd, true)
    } else if (open.markerEnd === undefined && !open.hasDirectives && !open.hasText) {
      const hasDirectives = isFrame(text.slice(open.contentStart, offset))
      open = hasDirectives
        ? { ...openAt(open.start, false), hasDirectives }
        : { ...open, hasText: true }
    }
  }
  close(text.length, text.length)
  return slices
}

function* markersIn(text: string) {
  const first = firstMarker.exec(text)
  if (first) yield { offset: text.startsWith('\ufeff') ? 1 : 0, sign: first[1] }
  for (const match of text.matchAll(laterMarker)) yield { offset: match.index + 1, sign: match[1] }
}

/** Throws where more than directives and comments stand between the first directive and its `---`. */
function refuseText(text: string, { contentStart }: OpenDocument, end: number): void {
  const rest = text.slice(contentStart, end).replace(directive, '')
  if (isFrame(rest)) return
  throw yamlErrorAt(
    'Only comments must stand between a directive and its `---`.',
    text,
    contentStart,
  )
}

const directive = /^%[^\n]*/gm

function openAt(start: number, needsMarker: boolean): OpenDocument {
  const none = { markerEnd: undefined, bareStart: undefined }
  return { start, contentStart: start, ...none, needsMarker, hasDirectives: false, hasText: false }
}
