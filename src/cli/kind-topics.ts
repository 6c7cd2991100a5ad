import { type Field, fieldsOf } from '../api/fields.ts'
import { apiVersion } from '../api/group.ts'
import { type ConfigKind, configKinds, kinds } from '../api/schema.ts'
import type { Entry } from './topic.ts'

/** The kinds that configure a function, with their fields. */
export function kindEntries(): readonly Entry[] {
  return configKinds.map((kind) => ({
    name: kind,
    summary: kinds[kind].summary,
    facts: [...fieldRows(kind), ['source', 'src/api/schema.ts']],
    example: exampleOf(kind, 'multi-tenant'),
  }))
}

/** The path of each field of a kind, with what there is to say of it. */
export function fieldRows(kind: ConfigKind): readonly (readonly [string, string])[] {
  return fieldsOf(kind).map((field) => [field.path, fieldText(field)])
}

/** The least object of a kind that asks for a profile. */
export function exampleOf(kind: ConfigKind, securityProfile: string): string {
  return [
    `apiVersion: ${apiVersion}`,
    `kind: ${kind}`,
    'metadata:',
    '  name: production',
    'spec:',
    `  securityProfile: ${securityProfile}`,
  ].join('\n')
}

function fieldText({ isRequired, description, values }: Field): string {
  return [isRequired && 'Required.', values && `${values.join(' or ')}.`, description]
    .filter((part) => part)
    .join(' ')
}
