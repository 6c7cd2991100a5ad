import { evaluate } from '@marcbachmann/cel-js'
import { isMapping, type Mapping } from './strict-schema.ts'

/** The messages of the rules in CEL (`x-kubernetes-validations`) that a value breaks, at any depth. Rules on changes are not judged. */
export function brokenRules(schema: unknown, value: unknown, path = ''): readonly string[] {
  if (!isMapping(schema) || value === undefined) return []
  const { properties, items, additionalProperties } = schema
  return [
    ...rulesOf(schema).flatMap(({ rule, message }) =>
      evaluate(rule, { self: value }) === true ? [] : [`${path || '/'} ${message ?? rule}`],
    ),
    ...(isMapping(properties) && isMapping(value)
      ? Object.entries(properties).flatMap(([name, field]) =>
          brokenRules(field, value[name], `${path}/${name}`),
        )
      : []),
    ...(isMapping(additionalProperties) && isMapping(value)
      ? Object.entries(value).flatMap(([name, each]) =>
          brokenRules(additionalProperties, each, `${path}/${name}`),
        )
      : []),
    ...(Array.isArray(value)
      ? value.flatMap((each, position) => brokenRules(items, each, `${path}/${position}`))
      : []),
  ]
}

function rulesOf(schema: Mapping): readonly { rule: string; message?: string }[] {
  const rules = (schema['x-kubernetes-validations'] ?? []) as { rule: string; message?: string }[]
  return rules.filter(({ rule }) => !rule.includes('oldSelf'))
}
