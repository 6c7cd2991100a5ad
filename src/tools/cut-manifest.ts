// Cuts an install in testdata/flux down to what a repository under testdata/repositories needs: the comment that Flux
// writes, namespace, accounts, rights and Deployments, byte for byte; no definitions, services and network policies.
//
//   node --loader ts-node/esm src/tools/cut-manifest.ts RELEASE [CONTROLLER,…] > gotk-components.yaml
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const kept = /^kind: (Namespace|ClusterRole|ClusterRoleBinding|ServiceAccount|Deployment)$/m
const ofController = /^kind: (ServiceAccount|Deployment)$/m

const [release, controllers] = process.argv.slice(2)
if (release === undefined) throw new Error('The name of a file in testdata/flux must be given.')
process.stdout.write(
  cut(readFileSync(join('testdata', 'flux', `${release}.yaml`), 'utf8'), controllers),
)

/** The documents that are kept; with `controllers`, a list with commas, those of the others go too. */
function cut(text: string, controllers?: string): string {
  const wanted = controllers?.split(',')
  const documents = text
    .replace(/^# Components: .*$/m, (line) => (wanted ? `# Components: ${controllers}` : line))
    .split(/^(?=---\n)/m)
    .filter((document) => kept.test(document))
  return documents.filter((document) => isOf(document, wanted)).join('')
}

function isOf(document: string, wanted: readonly string[] | undefined): boolean {
  const name = /^ {2}name: (.+)$/m.exec(document)?.[1] ?? ''
  return wanted === undefined || !ofController.test(document) || wanted.includes(name)
}
