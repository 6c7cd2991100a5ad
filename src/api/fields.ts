import * as v from 'valibot'
import { type ConfigKind, kinds } from './schema.ts'
import { withoutOptional } from './schema-fields.ts'

/** A setting of a kind, as its schema has it. */
export interface Field {
  /** As one writes it: `spec.flux.version`. */
  readonly path: string
  readonly isRequired: boolean
  /** What the setting does and what holds without it, in sentences. */
  readonly description: string
  /** All values that it takes; undefined where there are too many. */
  readonly values?: readonly string[]
}

/** The settings of a kind in the order of its schema, those in a section behind it. */
export function fieldsOf(kind: ConfigKind): readonly Field[] {
  return fieldsIn(kinds[kind].spec.entries, 'spec')
}

type Schema = v.GenericSchema

function fieldsIn(entries: Readonly<Record<string, Schema>>, parent: string): readonly Field[] {
  return Object.entries(entries).flatMap(([name, schema]) => {
    const path = `${parent}.${name}`
    const inner = withoutOptional(schema)
    const values = valuesOf(inner)
    const field: Field = {
      path,
      isRequired: schema.type !== 'optional',
      description: v.getDescription(inner) ?? '',
      ...(values && { values }),
    }
    return 'entries' in inner
      ? [field, ...fieldsIn(inner.entries as Readonly<Record<string, Schema>>, path)]
      : [field]
  })
}

function valuesOf(schema: Schema): readonly string[] | undefined {
  return 'options' in schema && schema.type === 'picklist'
    ? (schema.options as readonly string[])
    : undefined
}
