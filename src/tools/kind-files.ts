import { apiGroup, apiVersion } from '../api/group.ts'
import { longestLabelValue } from '../api/object-name.ts'
import { type OwnKind, ownKindNames, ownKinds } from '../api/own-kinds.ts'
import { accountNamePattern } from '../api/service-account-name.ts'
import { isMap, listAt, mapAt, type PlainMap } from '../krm/object.ts'
import { printObject } from '../yaml/print.ts'
import { wholeSpecSchema } from './kind-schema.ts'

const plurals: Readonly<Record<OwnKind, string>> = {
  FluxTenancy: 'fluxtenancies',
  TenancyCheck: 'tenancychecks',
  Tenant: 'tenants',
}

/** For each kind of our group its CustomResourceDefinition and its JSON Schema for editors: path → text. */
export function kindFiles(): readonly (readonly [string, string])[] {
  return ownKindNames.flatMap((kind) => {
    const spec = wholeSpecSchema(kind)
    return [
      [`docs/crds/${plurals[kind]}.yaml`, definitionText(kind, spec)],
      [`docs/schemas/${kind.toLowerCase()}.json`, editorText(kind, spec)],
    ] as const
  })
}

/** A Tenant makes namespaces, and the others configure what is over all of them: none lives in a namespace. */
function definitionText(kind: OwnKind, spec: PlainMap): string {
  const plural = plurals[kind]
  const definition = {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${apiGroup}` },
    spec: {
      group: apiGroup,
      names: { kind, listKind: `${kind}List`, plural, singular: kind.toLowerCase() },
      scope: 'Cluster',
      versions: [
        {
          name: apiVersion.slice(apiGroup.length + 1),
          served: true,
          storage: true,
          schema: {
            openAPIV3Schema: {
              type: 'object',
              description: ownKinds[kind].summary,
              properties: {
                apiVersion: { type: 'string' },
                kind: { type: 'string' },
                metadata: { type: 'object' },
                spec: structural(spec),
              },
              ...(isSpecRequired(spec) && { required: ['spec'] }),
            },
          },
        },
      ],
    },
  }
  return `# Generated from src/api by \`npm run generate\`: do not edit.\n${printObject(definition, { indent: 0, style: 'block' })}\n`
}

function editorText(kind: OwnKind, spec: PlainMap): string {
  const name = { type: 'string', pattern: accountNamePattern.source, maxLength: longestLabelValue }
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: kind,
    description: ownKinds[kind].summary,
    type: 'object',
    properties: {
      apiVersion: { const: apiVersion },
      kind: { const: kind },
      metadata:
        kind === 'Tenant'
          ? { type: 'object', properties: { name }, required: ['name'] }
          : { type: 'object' },
      spec: forEditors(spec),
      status: { type: 'object' },
    },
    required: ['apiVersion', 'kind', 'metadata', ...(isSpecRequired(spec) ? ['spec'] : [])],
    additionalProperties: false,
  }
  return `${JSON.stringify(schema, undefined, 2)}\n`
}

function isSpecRequired(spec: PlainMap): boolean {
  return listAt(spec['required']).length > 0
}

/** As the API server wants it: it drops unknown fields by itself, and takes no word on them. */
function structural(schema: PlainMap): PlainMap {
  const { additionalProperties: any } = schema
  return inEach(any === false ? without(schema, 'additionalProperties') : schema, structural)
}

/** As this program reads it: an unknown field is an error, and a field of a mapping may be null, which is absent. */
function forEditors(schema: PlainMap): PlainMap {
  const { properties, additionalProperties: any, required } = schema
  const known = Object.entries(schema).filter(([key]) => !key.startsWith('x-kubernetes-'))
  const isClosed = isMap(properties) && any === undefined
  const inner = inEach(
    { ...Object.fromEntries(known), ...(isClosed && { additionalProperties: false }) },
    forEditors,
  )
  if (!isMap(properties)) return inner
  const fields = Object.entries(mapAt(inner['properties'])).map(([name, field]) => [
    name,
    listAt(required).includes(name) ? field : orNull(mapAt(field)),
  ])
  return { ...inner, properties: Object.fromEntries(fields) }
}

function orNull(schema: PlainMap): PlainMap {
  const { type, enum: values } = schema
  return {
    ...schema,
    ...(type !== undefined && { type: [type, 'null'] }),
    ...(Array.isArray(values) && { enum: [...values, null] }),
  }
}

/** The schema with `change` made to all that is directly inside it. */
function inEach(schema: PlainMap, change: (inner: PlainMap) => PlainMap): PlainMap {
  const { properties, items, additionalProperties } = schema
  const fields = Object.entries(mapAt(properties)).map(([name, field]) => [
    name,
    change(mapAt(field)),
  ])
  return {
    ...schema,
    ...(isMap(properties) && { properties: Object.fromEntries(fields) }),
    ...(isMap(items) && { items: change(items) }),
    ...(isMap(additionalProperties) && { additionalProperties: change(additionalProperties) }),
  }
}

function without(schema: PlainMap, key: string): PlainMap {
  const { [key]: _, ...rest } = schema
  return rest
}
