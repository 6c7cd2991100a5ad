import { Scalar } from 'yaml'
import { plainValue } from './scalars.ts'

/** The value of a scalar, or one sentence on why it has none. */
export type ScalarValue = { readonly value: unknown } | { readonly message: string }

/** What a scalar with an explicit tag means to go-yaml v3, or why it means nothing. A tag that go-yaml does not know makes a string, as there; a lone `!` is none. */
export function taggedValue(node: Scalar, tag: string): ScalarValue {
  const text = node.source ?? String(node.value)
  const name = tag.replace('tag:yaml.org,2002:', '')
  if (name === 'str' || name === 'timestamp' || name === 'merge') return { value: text }
  if (name === 'binary') return binaryValue(text)
  const value = plainValue(text)
  if (!isCoreTag(name)) return { value: tag === '!' && node.type === Scalar.PLAIN ? value : text }
  if (fits[name](value)) return { value }
  return { message: `The value "${text}" must fit its tag \`!!${name}\`.` }
}

const fits = {
  int: (value: unknown) => Number.isInteger(value) || typeof value === 'bigint',
  float: (value: unknown) => typeof value === 'number' || typeof value === 'bigint',
  bool: (value: unknown) => typeof value === 'boolean',
  null: (value: unknown) => value === null,
} as const

function isCoreTag(name: string): name is keyof typeof fits {
  return Object.hasOwn(fits, name)
}

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

function binaryValue(text: string): ScalarValue {
  const compact = text.replace(/[ \t\r\n]/g, '')
  try {
    if (!base64.test(compact)) throw new TypeError(compact)
    const bytes = Uint8Array.from(atob(compact), (character) => character.charCodeAt(0))
    return { value: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) }
  } catch {
    return { message: 'A value with the tag `!!binary` must be UTF-8 text in base64.' }
  }
}
