import {
  Composer,
  type Document,
  type ParsedNode,
  type ParseOptions,
  Parser,
  Schema,
  type SchemaOptions,
} from 'yaml'
import { refuseOddCharacters } from './characters.ts'
import { type PlainBlock, plainNodes, readPlainBlock } from './plain-block.ts'
import { plainTag } from './scalars.ts'
import { tokenProblem } from './token-problem.ts'
import { ValueReader } from './values.ts'
import { yamlErrorAt } from './yaml-error.ts'

/** One YAML document, read strictly. */
export interface ParsedText {
  readonly text: string
  /** The nodes; their ranges are offsets in `text`. */
  readonly root: ParsedNode | null
  /** Plain frozen values with the meaning that kustomize and kpt give them; integers beyond 2^53 are `bigint`. */
  readonly value: unknown
}

/** Reads exactly one document. Throws YamlError at the first thing that some reader of Kubernetes could not read, or would read otherwise. */
export function parseText(text: string): ParsedText {
  const plain = readPlainBlock(text)
  return (plain && plainText(plain)) ?? parseAnyText(text)
}

/** The same of what was read already; undefined where the package has to make the nodes. */
export function plainText(plain: PlainBlock): ParsedText | undefined {
  const root = plainNodes(plain)
  return root && { text: plain.text, root, value: plain.value }
}

/** The value alone, which costs less than the nodes with it. Throws as {@link parseText} does. */
export function parsedValue(text: string): unknown {
  return (readPlainBlock(text) ?? parseAnyText(text)).value
}

/** The same with the package alone, which reads all YAML: the judge of what is read without it. */
export function parseAnyText(text: string): ParsedText {
  const document = composeText(text)
  const root = document.contents as ParsedNode | null
  return { text, root, value: new ValueReader(document, text).valueOf(root) }
}

// given as an object so that neither a `%YAML 1.1` directive nor a later release of the package changes it
const schema = new Schema({
  schema: 'failsafe',
  customTags: (tags) => [...tags, plainTag],
  merge: true,
  resolveKnownTags: false,
})

/** The nodes of exactly one document, without the checks that values need: duplicate keys and unresolved aliases pass. Throws YamlError. */
export function composeText(text: string): Document {
  refuseOddCharacters(text)
  const tokens = [...new Parser().parse(text)]
  const problem = tokenProblem(tokens)
  if (problem) throw yamlErrorAt(problem.message, text, problem.offset)
  const [document, second] = new Composer(options).compose(tokens, true, text.length)
  if (!document) throw yamlErrorAt('There must be a YAML document.', text, 0)
  const [error] = document.errors
  if (error) throw yamlErrorAt(sentenceFor(error.code, error.message), text, error.pos[0])
  if (second) {
    const message = 'There must be one YAML document, not several.'
    throw yamlErrorAt(message, text, second.range[0])
  }
  return document
}

const options = {
  schema,
  // values.ts looks for duplicates itself, in linear time and only where a value is asked for
  uniqueKeys: false,
} satisfies ParseOptions & SchemaOptions

function sentenceFor(code: string, message: string): string {
  switch (code) {
    case 'RESOURCE_EXHAUSTION':
      return 'The YAML is nested too deeply.'
    case 'TAB_AS_INDENT':
      return 'A tab must not be used for indentation.'
    case 'BAD_DQ_ESCAPE':
      return `${message} in double quotes.`
    default:
      return /[.!?]$/.test(message) ? message : `${message}.`
  }
}
