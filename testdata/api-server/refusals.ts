import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import { brokenRules } from './cel-rules.ts'
import { definitionAt } from './flux-definitions.ts'
import { kubernetesValidator, metadataValidator } from './kubernetes-schemas.ts'
import { releaseOf } from './release.ts'
import { type Mapping, strictSchema, withoutNulls } from './strict-schema.ts'

const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false })
const compiled = new Map<Mapping, ValidateFunction>()

/**
 * Why an API server with strict field validation, and with the definitions of a Flux release, would refuse an object; empty if it takes it.
 * Shares no code with what is tested: the schemas are those that Kubernetes and Flux publish, the validators are ajv and cel-js. What an
 * API server checks in code (names, label values, immutable fields, references) is not judged here.
 */
export function refusalsOf(object: Mapping, flux: string): readonly string[] {
  const asked = withoutNulls(object) as Mapping
  const [apiVersion, kind] = [String(asked['apiVersion']), String(asked['kind'])]
  const own = kubernetesValidator(apiVersion, kind)
  if (own) return problemsOf(own, asked)
  const [group = '', version = ''] = apiVersion.split('/')
  const definition = definitionAt(group, kind, version, releaseOf(flux))
  if (!definition) return [`Flux ${flux} serves no "${kind}" of "${apiVersion}".`]
  const { metadata, apiVersion: _, kind: __, ...rest } = asked
  return [
    ...problemsOf(metadataValidator(), metadata ?? {}),
    ...problemsOf(validatorOf(definition.schema), { apiVersion, kind, metadata, ...rest }),
    ...brokenRules(definition.schema, asked),
  ]
}

function validatorOf(schema: Mapping): ValidateFunction {
  const known = compiled.get(schema)
  if (known) return known
  // a definition that was cut has `spec` alone, and the API server judges metadata itself
  const fields = { apiVersion: { type: 'string' }, kind: { type: 'string' } }
  const properties = schema['properties'] as Mapping
  const all = { ...schema, properties: { ...fields, ...properties, metadata: openSchema } }
  const validate = ajv.compile(strictSchema(all) as Mapping)
  compiled.set(schema, validate)
  return validate
}

const openSchema = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true }

function problemsOf(validate: ValidateFunction, value: unknown): readonly string[] {
  return validate(value) ? [] : (validate.errors ?? []).map(sentenceOf)
}

function sentenceOf({ instancePath, message, params }: ErrorObject): string {
  return `${instancePath || '/'} ${message} ${JSON.stringify(params)}`
}
