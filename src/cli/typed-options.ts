import { parseArgs } from 'node:util'
import { suggestion } from '../api/suggestion.ts'
import { InputError } from '../run/input-error.ts'
import { type OptionName, type OptionUsage, options } from './options.ts'

/** An option as it was typed. */
export interface OptionToken {
  /** The long form without dashes, known or not. */
  readonly name: string
  readonly rawName: string
  readonly value: string | undefined
  readonly inlineValue: boolean | undefined
}

/** The options and the other words of a command line, unchecked: Node's strict reading has other sentences than ours. */
export function typedWords(argv: readonly string[]): {
  readonly tokens: readonly OptionToken[]
  readonly positionals: readonly string[]
} {
  const { tokens, positionals } = parseArgs({
    args: [...argv],
    options: Object.fromEntries(
      Object.entries<OptionUsage>(options).map(([name, { value, short }]) => [
        name,
        { type: value === undefined ? 'boolean' : 'string', ...(short && { short }) } as const,
      ]),
    ),
    strict: false,
    tokens: true,
  })
  return { tokens: tokens.filter(({ kind }) => kind === 'option') as OptionToken[], positionals }
}

/** Options by name; a switch that was given has the value "". */
export type OptionValues = { readonly [Name in OptionName]?: string }

/** The values of options. Throws InputError for one that is unknown, given twice, or has a value that it cannot take. */
export function optionValues(tokens: readonly OptionToken[]): OptionValues {
  const values: { [Name in OptionName]?: string } = {}
  for (const token of tokens) {
    const name = optionName(token)
    if (values[name]) throw new InputError(`\`--${name}\` must be given once.`)
    values[name] = checkedValue(name, token)
  }
  return values
}

function optionName({ name, rawName }: OptionToken): OptionName {
  if (Object.hasOwn(options, name)) return name as OptionName
  throw new InputError(
    `Unknown option \`${rawName}\`${suggestion(name, Object.keys(options), '--') || '.'}`,
  )
}

function checkedValue(name: OptionName, { value, inlineValue }: OptionToken): string {
  const { value: placeholder, values }: OptionUsage = options[name]
  if (placeholder === undefined) {
    if (inlineValue) throw new InputError(`\`--${name}\` must not have a value.`)
    return ''
  }
  if (!value || (!inlineValue && value.startsWith('-'))) {
    throw new InputError(`\`--${name}\` must have a value: \`--${name} ${placeholder}\`.`)
  }
  if (values && !values.includes(value)) {
    const allowed = values.map((each) => `"${each}"`).join(' or ')
    throw new InputError(
      `\`--${name}\` must be ${allowed}, and "${value}" is neither${suggestion(value, values) || '.'}`,
    )
  }
  return value
}
