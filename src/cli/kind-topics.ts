import { type Field, fieldsOf } from '../api/fields.ts'
import { apiVersion } from '../api/group.ts'
import { type OwnKind, ownKindNames, ownKinds } from '../api/own-kinds.ts'
import type { ConfigKind } from '../api/schema.ts'
import type { TenantFluxKind } from '../flux/api-versions.ts'
import { fluxFields, formatSince } from '../flux/field-schema.ts'
import type { Entry } from './topic.ts'

/** Our kinds, with their fields. */
export function kindEntries(): readonly Entry[] {
  return ownKindNames.map((kind) => ({
    name: kind,
    summary: ownKinds[kind].summary,
    facts: [
      ...fieldRows(kind),
      ...(kind === 'Tenant' ? fluxFieldRows() : []),
      ['in an editor', editorText(kind)],
      ['source', kind === 'Tenant' ? 'src/api/tenant-schema.ts' : 'src/api/schema.ts'],
    ],
    example: kind === 'Tenant' ? tenantExample : exampleOf(kind, 'multi-tenant'),
  }))
}

/** The path of each field of a kind, with what there is to say of it. */
export function fieldRows(kind: OwnKind): readonly (readonly [string, string])[] {
  return fieldsOf(kind).map((field) => [field.path, fieldText(field)])
}

/** What `git` and `kustomization` of a Tenant may hold, by release. */
function fluxFieldRows(): readonly (readonly [string, string])[] {
  return [
    ['fields of spec.git', fluxFieldsText('GitRepository', [])],
    [
      'fields of spec.kustomization',
      fluxFieldsText('Kustomization', ['serviceAccountName', 'sourceRef']),
    ],
  ]
}

function fluxFieldsText(kind: TenantFluxKind, without: readonly string[]): string {
  return fluxFields(kind)
    .filter(({ name }) => !without.includes(name))
    .map(({ name, since, until }) => {
      const range = [since && `since ${formatSince(since)}`, until && `until ${formatSince(until)}`]
      const known = range.filter((part) => part).join(', ')
      return `\`${name}\`${known && ` (${known})`}`
    })
    .join(', ')
}

/** The comment that yaml-language-server reads, as the first line of a file. */
function editorText(kind: OwnKind): string {
  return `With the first line \`# yaml-language-server: $schema=node_modules/flux-tenancy/docs/schemas/${kind.toLowerCase()}.json\` (a path from the folder that the editor has open, or a URL) it completes and checks the fields, those of Flux as its newest release has them.`
}

const tenantExample = `apiVersion: ${apiVersion}
kind: Tenant
metadata:
  name: tenant1
spec:
  git:
    url: ssh://git@github.com/org/tenant1`

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
