import type * as v from 'valibot'

type Schema = v.GenericSchema
type Entries = Readonly<Record<string, Schema>>

/** The schema inside `v.optional`. */
export function withoutOptional(schema: Schema): Schema {
  return 'wrapped' in schema ? (schema.wrapped as Schema) : schema
}

/** The fields of a mapping that the schema names; undefined where it is no mapping or takes any key. */
export function entriesOf(schema: Schema): Entries | undefined {
  const inner = withoutOptional(schema)
  return 'entries' in inner ? (inner.entries as Entries) : undefined
}

/** The schema of the entries of a list; undefined where it is none. */
export function entrySchema(schema: Schema): Schema | undefined {
  const inner = withoutOptional(schema)
  return 'item' in inner ? (inner.item as Schema) : undefined
}

/** True for a schema of mappings, of whatever keys. */
export function isMapping(schema: Schema): boolean {
  const { type } = withoutOptional(schema)
  return type === 'strict_object' || type === 'loose_object' || type === 'record'
}
