import type { KubernetesObject } from '../krm/object.ts'
import { readList, type SourceList } from '../yaml/read.ts'
import { YamlError } from '../yaml/yaml-error.ts'
import { withPosition } from './failure.ts'
import { InputError } from './input-error.ts'

/**
 * The list that `text` is. Throws YamlError where it cannot be read, and InputError where there is nothing to read:
 * an empty answer to it would be taken for "delete everything".
 */
export function readInput(text: string): SourceList {
  const source = readList(text)
  if (source.form === 'documents' && source.items.length === 0) {
    throw new InputError(
      'The input is empty; a ResourceList or a stream of objects must be piped in.',
    )
  }
  return source
}

/** A configuration given by hand. */
export interface ConfigFile {
  /** What it is called in sentences: its path, as typed. */
  readonly name: string
  readonly text: string
}

/** The one object of a configuration file. Throws InputError where it is not exactly one. */
export function configObject({ name, text }: ConfigFile): KubernetesObject {
  try {
    const { items } = readList(text)
    const [item] = items
    if (item === undefined || items.length > 1) {
      throw new InputError(`The file "${name}" must hold one object, and it holds ${items.length}.`)
    }
    return item.object
  } catch (error) {
    if (error instanceof YamlError) throw new InputError(withPosition(error, `File "${name}"`))
    throw error
  }
}
