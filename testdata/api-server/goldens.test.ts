/** Every object that we write down as right is one that an API server takes: Kubernetes' own schemas, and Flux's of the release at hand. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { safeLoadAll } from 'js-yaml'
import { verdicts } from '../../e2e/repositories/verdicts.ts'
import { renderPackage } from '../../src/run/package.ts'
import { filesIn, packageAt } from '../package-files.ts'
import { refusalsOf } from './refusals.ts'
import { compareReleases, releaseOf } from './release.ts'
import { isMapping, type Mapping } from './strict-schema.ts'

/** Groups whose objects no cluster is given, or that neither Flux nor Kubernetes defines. */
const ofOthers =
  /^(fluxtenancy\.dev|kpt\.dev|kustomize\.config\.k8s\.io|fluxcd\.controlplane\.io)\//

function objectsIn(text: string): readonly Mapping[] {
  return (safeLoadAll(text) as unknown[])
    .filter(isMapping)
    .flatMap((object) => (object['kind'] === 'List' ? (object['items'] as Mapping[]) : [object]))
    .filter(({ apiVersion }) => !ofOthers.test(String(apiVersion)))
}

/** The oldest release of Flux that runs there, as the labels of its objects say it; the newest known where none does. */
function fluxIn(text: string): string {
  const labels = [...text.matchAll(/app\.kubernetes\.io\/version: (v\d+\.\d+\.\d+)$/gm)]
  const releases = labels.map(([, release = '']) => release)
  releases.sort((a, b) => compareReleases(releaseOf(a), releaseOf(b)))
  return releases[0] ?? 'v2.9.3'
}

function nameOf({ kind, metadata }: Mapping): string {
  const { name, namespace } = (metadata ?? {}) as Mapping
  return [kind, namespace, name].filter((part) => part !== undefined).join('/')
}

const refusedIn = (text: string, flux: string) =>
  objectsIn(text).flatMap((object) =>
    refusalsOf(object, flux).map((refusal) => `${nameOf(object)}: ${refusal}`),
  )

const examples = ['fluxtenancy', 'tenancycheck'].flatMap((name) => {
  const folder = join('functions', name, 'examples')
  return readdirSync(folder).map((example) => join(folder, example, '.expected'))
})

test.each(examples)('%s', (folder) => {
  const texts = readdirSync(folder)
    .filter((file) => file.endsWith('.yaml') && file !== 'results.yaml')
    .map((file) => readFileSync(join(folder, file), 'utf8'))
  const flux = fluxIn(texts.join('\n'))
  expect(texts.flatMap((text) => refusedIn(text, flux))).toEqual([])
})

const tenant = `apiVersion: fluxtenancy.dev/v1alpha1
kind: Tenant
metadata:
  name: team-judged
spec:
  git: {url: 'ssh://git@example.org/org/team', ref: {tag: v1.0.0}}
  kustomization: {path: ./deploy, dependsOn: [{name: base}]}
  namespaces: [{name: team-judged}, {name: team-judged-jobs}]
`

/** Each cluster that is known, with a Tenant more. */
const clusters = verdicts.flatMap(({ repository, path, built }) =>
  built ? [{ repository, path, flux: built.flux }] : [],
)
const judged = new Map<string, number>()

test.each(clusters)('what `render` writes into $repository $path', ({ repository, path, flux }) => {
  const home = `${path === '.' ? '' : `${path}/`}tenants-judged`
  const files = new Map(filesIn(join('testdata', 'repositories', repository)))
  files.set(`${home}/tenant.yaml`, tenant)
  for (const securityProfile of ['multi-tenant', 'single-tenant'] as const) {
    const { changes } = renderPackage(packageAt(files, path), { securityProfile })
    for (const [file, text] of changes) {
      if (text === null) continue
      expect([file, refusedIn(text, flux)]).toEqual([file, []])
      for (const { kind } of objectsIn(text)) {
        judged.set(String(kind), (judged.get(String(kind)) ?? 0) + 1)
      }
    }
  }
})

test('there was something to judge', () => {
  const kinds = ['Namespace', 'ServiceAccount', 'RoleBinding', 'GitRepository', 'Kustomization']
  for (const kind of kinds) expect(judged.get(kind) ?? 0).toBeGreaterThanOrEqual(30)
})
