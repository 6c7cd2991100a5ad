// Cuts a CustomResourceDefinition of a controller's release down to what the table of fields is made from: the version that is stored,
// its `spec`, no descriptions.
//
//   git -C source-controller show v1.7.0:config/crd/bases/source.toolkit.fluxcd.io_gitrepositories.yaml |
//     node --loader ts-node/esm src/tools/cut-definition.ts > testdata/flux-definitions/gitrepositories-v2.7.0.yaml
import { readFileSync } from 'node:fs'
import { mapAt, type PlainMap } from '../krm/object.ts'
import { printObject } from '../yaml/print.ts'
import { readList } from '../yaml/read.ts'
import { storedVersion, withoutKeys } from './definition.ts'

const definition = readList(readFileSync(0, 'utf8')).items[0]?.object
if (!definition) throw new Error('A CustomResourceDefinition must be on stdin.')
const { names, group, scope } = definition['spec'] as PlainMap
const { name, schema } = storedVersion(definition)
const properties = mapAt(mapAt(schema)['properties'])
const cut = {
  apiVersion: definition.apiVersion,
  kind: definition.kind,
  metadata: { name: definition.metadata?.name },
  spec: {
    group,
    names,
    scope,
    versions: [
      {
        name,
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            properties: { spec: withoutKeys(properties['spec'], ['description']) },
          },
        },
      },
    ],
  },
}
process.stdout.write(`${printObject(cut, { indent: 0, style: 'block' })}\n`)
