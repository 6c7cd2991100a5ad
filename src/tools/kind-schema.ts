import { toJsonSchema } from '@valibot/to-json-schema'
import { type OwnKind, ownKinds } from '../api/own-kinds.ts'
import type { TenantFluxKind } from '../flux/api-versions.ts'
import { isMap, mapAt, type PlainMap } from '../krm/object.ts'
import { manifestFolder, samplesIn, withoutKeys } from './definition.ts'

/** The fields of a Tenant that take those of a kind of Flux, less what a Tenant has under another name. */
const fluxParts: Readonly<
  Record<string, { readonly kind: TenantFluxKind; readonly own: readonly string[] }>
> = {
  git: { kind: 'GitRepository', own: ['url'] },
  kustomization: { kind: 'Kustomization', own: ['sourceRef', 'serviceAccountName'] },
}

/** The schema of a kind's `spec` for OpenAPI 3.0, from the schema that checks it; `git` and `kustomization` of a Tenant take any field. */
export function specSchema(kind: OwnKind): PlainMap {
  return mapAt(
    toJsonSchema(ownKinds[kind].spec, {
      target: 'openapi-3.0',
      typeMode: 'input',
      // what has no keyword is said in words
      errorMode: 'ignore',
      overrideSchema: ({ jsonSchema }) => {
        const { required, ...rest } = jsonSchema
        // OpenAPI 3.0 takes no empty list there
        return required?.length === 0 ? rest : jsonSchema
      },
    }),
  )
}

/** The same with the fields that `git` and `kustomization` have in the newest release of `testdata/flux`. */
export function wholeSpecSchema(kind: OwnKind): PlainMap {
  const schema = specSchema(kind)
  if (kind === 'Tenant') return withFluxFields(schema, (fields) => fields)
  const properties = mapAt(schema['properties'])
  const tenantDefaults = withFluxFields(mapAt(properties['tenantDefaults']), partOf)
  return { ...schema, properties: { ...properties, tenantDefaults } }
}

/** `schema`, that of a Tenant's `spec`, with Flux's fields as `change` has them. */
function withFluxFields(schema: PlainMap, change: (fields: PlainMap) => PlainMap): PlainMap {
  const properties = Object.entries(mapAt(schema['properties'])).map(([name, field]) => {
    const part = fluxParts[name]
    if (!part) return [name, field]
    const { properties: fields, 'x-kubernetes-validations': rules } = change(fluxSpec(part.kind))
    const others = Object.entries(mapAt(fields)).filter(([key]) => !part.own.includes(key))
    const own = mapAt(mapAt(field)['properties'])
    return [
      name,
      {
        ...mapAt(field),
        properties: { ...own, ...Object.fromEntries(others) },
        ...(rules !== undefined && { 'x-kubernetes-validations': rules }),
      },
    ]
  })
  return { ...schema, properties: Object.fromEntries(properties) }
}

/** The schema in the newest release. A default there is Flux's, not the Tenant's: written down it would stand in every object. */
function fluxSpec(kind: TenantFluxKind): PlainMap {
  const newest = samplesIn(manifestFolder, kind).at(-1)
  if (!newest) throw new Error(`"${manifestFolder}" must hold a definition of ${kind}.`)
  return mapAt(withoutKeys(newest.spec, ['default']))
}

/** A schema of a part of what it describes: nothing is required but in lists, which are whole. */
function partOf(schema: PlainMap): PlainMap {
  const { required: _, 'x-kubernetes-validations': __, properties, ...rest } = schema
  if (!isMap(properties)) return rest
  const parts = Object.entries(properties).map(([name, field]) => [name, partOf(mapAt(field))])
  return { ...rest, properties: Object.fromEntries(parts) }
}
