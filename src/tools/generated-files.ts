import { apiGroup, apiVersion } from '../api/group.ts'
import { type ConfigKind, configKinds, kinds } from '../api/schema.ts'
import { referencePage } from '../cli/reference-page.ts'
import { printObject } from '../yaml/print.ts'
import { fieldTableText } from './field-table-text.ts'
import { kindFiles } from './kind-files.ts'
import { specSchema } from './kind-schema.ts'

/** Every generated file of the repository: path from its root → text. */
export function generatedFiles(): ReadonlyMap<string, string> {
  return new Map([
    ['docs/reference.md', referencePage()],
    ['src/flux/field-table.ts', fieldTableText()],
    ...kindFiles(),
    ...configKinds.map((kind): [string, string] => [
      `functions/${kind.toLowerCase()}/function.yaml`,
      definitionText(kind),
    ]),
  ])
}

/**
 * The KRMFunctionDefinition of a kind. Shape: kubernetes-sigs/kustomize kyaml/fn/framework/function_definition.go; the
 * schema of `spec` is the one that checks a configuration.
 */
function definitionText(kind: ConfigKind): string {
  const definition = {
    apiVersion: 'config.kubernetes.io/v1alpha1',
    kind: 'KRMFunctionDefinition',
    metadata: { name: kind.toLowerCase() },
    spec: {
      group: apiGroup,
      names: { kind },
      description: kinds[kind].summary,
      publisher: 'flux-tenancy',
      versions: [
        {
          name: apiVersion.slice(apiGroup.length + 1),
          idempotent: true,
          schema: {
            openAPIV3Schema: {
              type: 'object',
              required: ['apiVersion', 'kind', 'spec'],
              properties: {
                apiVersion: { type: 'string', enum: [apiVersion] },
                kind: { type: 'string', enum: [kind] },
                metadata: { type: 'object' },
                spec: specSchema(kind),
              },
            },
          },
          // no image is published
          runtime: { exec: { path: 'flux-tenancy' } },
        },
      ],
    },
  }
  return `# Generated from src/api/schema.ts by \`npm run generate\`: do not edit.\n${printObject(definition, { indent: 0, style: 'block' })}\n`
}
