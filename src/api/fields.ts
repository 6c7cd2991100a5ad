import * as v from 'valibot'
import { type OwnKind, ownKinds } from './own-kinds.ts'
import { entriesOf, entrySchema, withoutOptional } from './schema-fields.ts'
import { tenantDefaultsSpec } from './tenant-schema.ts'

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

/** The settings of a kind in the order of its schema, those in a section behind it. `tenantDefaults` are those of a Tenant. */
export function fieldsOf(kind: OwnKind): readonly Field[] {
  return fieldsIn(ownKinds[kind].spec, 'spec')
}

type Schema = v.GenericSchema

function fieldsIn(schema: Schema, parent: string): readonly Field[] {
  const entry = entrySchema(schema)
  if (entry) return fieldsIn(entry, `${parent}[]`)
  return Object.entries(entriesOf(schema) ?? {}).flatMap(([name, field]) => {
    const path = `${parent}.${name}`
    const inner = withoutOptional(field)
    const values = valuesOf(inner)
    return [
      {
        path,
        isRequired: field.type !== 'optional',
        description: v.getDescription(inner) ?? '',
        ...(values && { values }),
      },
      ...(isTenantDefaults(inner) ? [] : fieldsIn(inner, path)),
    ]
  })
}

function isTenantDefaults(schema: Schema): boolean {
  return entriesOf(schema) === entriesOf(tenantDefaultsSpec)
}

function valuesOf(schema: Schema): readonly string[] | undefined {
  return 'options' in schema && schema.type === 'picklist'
    ? (schema.options as readonly string[])
    : undefined
}
