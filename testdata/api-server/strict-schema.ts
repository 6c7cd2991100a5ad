/** A JSON Schema, or a mapping of any kind. */
export type Mapping = Readonly<Record<string, unknown>>

export function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * A schema of Kubernetes as JSON Schema has it, with the API server's strict field validation: a field that a schema does not name is
 * refused. What ajv does not know goes; rules in CEL are judged elsewhere.
 */
export function strictSchema(schema: unknown): unknown {
  if (!isMapping(schema)) return schema
  if (schema['x-kubernetes-int-or-string'] === true) return { type: ['integer', 'string'] }
  const { properties, items, additionalProperties, allOf, oneOf, nullable } = schema
  const keywords = Object.entries(schema).filter(([key]) => validating.has(key))
  const isClosed =
    isMapping(properties) &&
    additionalProperties === undefined &&
    schema['x-kubernetes-preserve-unknown-fields'] !== true
  return {
    ...Object.fromEntries(keywords),
    ...(nullable === true && { type: [schema['type'], 'null'] }),
    ...(isMapping(properties) && { properties: mapped(properties) }),
    ...(isClosed && { additionalProperties: false }),
    ...(additionalProperties !== undefined && {
      additionalProperties: strictSchema(additionalProperties),
    }),
    ...(items !== undefined && { items: strictSchema(items) }),
    ...(Array.isArray(allOf) && { allOf: allOf.map(strictSchema) }),
    ...(Array.isArray(oneOf) && { oneOf: oneOf.map(strictSchema) }),
  }
}

function mapped(properties: Mapping): Mapping {
  return Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [name, strictSchema(schema)]),
  )
}

const validating = new Set([
  ...['$ref', 'type', 'enum', 'pattern', 'required'],
  ...['minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems', 'maxProperties'],
])

/** As the API server drops nulls of fields that may not be null before it looks at anything. */
export function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls)
  if (!isMapping(value)) return value
  const entries = Object.entries(value).filter(([, each]) => each !== null && each !== undefined)
  return Object.fromEntries(entries.map(([key, each]) => [key, withoutNulls(each)]))
}
