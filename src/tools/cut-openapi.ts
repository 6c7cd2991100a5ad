// Cuts what Kubernetes publishes of its API down to the kinds that our tests hold objects to: their schemas and what these refer to, no
// descriptions, defaults and hints for merging. One schema a line.
//
//   node --loader ts-node/esm src/tools/cut-openapi.ts kubernetes/api/openapi-spec/v3 > testdata/kubernetes-definitions/v1.34.4.jsonl
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

type Schemas = Readonly<Record<string, unknown>>

const kinds: Readonly<Record<string, readonly string[]>> = {
  'api__v1_openapi.json': ['ConfigMap', 'Namespace', 'ResourceQuota', 'Secret', 'ServiceAccount'],
  'apis__apps__v1_openapi.json': ['Deployment'],
  'apis__rbac.authorization.k8s.io__v1_openapi.json': [
    ...['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'],
  ],
}
const kept = 'x-kubernetes-group-version-kind'
const dropped = (key: string) =>
  key === 'default' || key === 'description' || (key.startsWith('x-kubernetes-') && key !== kept)

const [folder] = process.argv.slice(2)
if (folder === undefined) throw new Error('The folder of the OpenAPI v3 documents must be given.')
const cut = new Map<string, unknown>()
for (const [file, names] of Object.entries(kinds)) {
  const { components } = JSON.parse(readFileSync(join(folder, file), 'utf8'))
  const schemas = components.schemas as Schemas
  for (const [name, schema] of Object.entries(schemas)) {
    if (names.some((kind) => isOfKind(schema, kind))) keep(schemas, name)
  }
}
for (const [name, schema] of [...cut].sort(([one], [other]) => (one < other ? -1 : 1))) {
  process.stdout.write(`${JSON.stringify({ name, schema })}\n`)
}

/** A schema and all that it refers to. */
function keep(schemas: Schemas, name: string): void {
  if (cut.has(name)) return
  const schema = without(schemas[name])
  cut.set(name, schema)
  const references = JSON.stringify(schema).matchAll(/"#\/components\/schemas\/([^"]+)"/g)
  for (const [, reference = ''] of references) keep(schemas, reference)
}

/** Several groups share a schema such as DeleteOptions, which is no kind of its own. */
function isOfKind(schema: unknown, kind: string): boolean {
  const owners = (schema as Record<string, { kind: string }[] | undefined>)[kept] ?? []
  return owners.length === 1 && owners[0]?.kind === kind
}

function without(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(without)
  if (typeof schema !== 'object' || schema === null) return schema
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([key]) => !dropped(key))
      .map(([key, value]) => [key, key === 'properties' ? eachWithout(value) : without(value)]),
  )
}

/** The names here are those of fields, whatever keyword they look like. */
function eachWithout(properties: Schemas): Schemas {
  return Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, without(each)]))
}
