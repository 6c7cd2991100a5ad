import { parsedValue } from '../yaml/parse.ts'
import { YamlError } from '../yaml/yaml-error.ts'

/** The value of a text that is one YAML document; undefined where there is no text, or where it is something else. */
export function valueIn(text: string | undefined): unknown {
  if (text === undefined) return undefined
  try {
    return parsedValue(text)
  } catch (error) {
    if (error instanceof YamlError) return undefined
    throw error
  }
}
