import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv, type ValidateFunction } from 'ajv'
import { type Mapping, strictSchema } from './strict-schema.ts'

/** Cut by src/tools/cut-openapi.ts from kubernetes/kubernetes at v1.34.4: api/openapi-spec/v3. */
const file = join('testdata', 'kubernetes-definitions', 'v1.34.4.jsonl')
const prefix = '#/components/schemas/'

const schemas = new Map(
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => {
      const { name, schema } = JSON.parse(line) as { name: string; schema: Mapping }
      return [name, schema]
    }),
)
const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false })
for (const [name, schema] of schemas) {
  const text = JSON.stringify(strictSchema(schema)).replaceAll(`"$ref":"${prefix}`, '"$ref":"')
  ajv.addSchema(JSON.parse(text), name)
}

/** What Kubernetes itself has to say of its kinds: `v1 Namespace`. */
const kinds = new Map(
  [...schemas].flatMap(([name, schema]) => {
    const owners = (schema['x-kubernetes-group-version-kind'] ?? []) as Mapping[]
    return owners.map(({ group, version, kind }) => [
      `${group === '' ? '' : `${group}/`}${version} ${kind}`,
      name,
    ])
  }),
)

/** The validator of one of Kubernetes' own kinds; none for a kind of others, and for one that the cut does not hold. */
export function kubernetesValidator(
  apiVersion: string,
  kind: string,
): ValidateFunction | undefined {
  const name = kinds.get(`${apiVersion} ${kind}`)
  return name === undefined ? undefined : ajv.getSchema(name)
}

/** The validator of the metadata that all objects have. */
export function metadataValidator(): ValidateFunction {
  const validate = ajv.getSchema('io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta')
  if (!validate) throw new Error(`"${file}" must hold the schema of metadata.`)
  return validate
}
