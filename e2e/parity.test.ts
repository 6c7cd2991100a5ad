/** What a Tenant becomes beside what the real `flux create tenant|source git|kustomization --export` prints for the same tenant. */
import { isDeepStrictEqual } from 'node:util'
import { safeLoadAll } from 'js-yaml'
import { flux } from './hosts/flux-cli.ts'
import { fluxTenancy } from './hosts/flux-tenancy.ts'
import { type Deviation, deviations, type KubernetesObject, placeOf } from './parity/compare.ts'
import { alwaysDifferent, differences } from './parity/differences.ts'
import { type Input, inputs } from './parity/inputs.ts'
import { refusals } from './parity/refusals.ts'

function tenantText(name: string, spec: unknown): string {
  return JSON.stringify({
    ...{ apiVersion: 'fluxtenancy.dev/v1alpha1', kind: 'Tenant', metadata: { name }, spec },
  })
}

function objectsIn(text: string): readonly KubernetesObject[] {
  return (safeLoadAll(text) as (KubernetesObject | null)[]).filter((object) => object !== null)
}

function ourObjects({ tenant, spec }: Input): readonly KubernetesObject[] {
  const { stdout, exitCode, stderr } = fluxTenancy(['fn'], tenantText(tenant, spec))
  expect([exitCode, stderr]).toEqual([0, expect.not.stringContaining('error')])
  return objectsIn(stdout).filter(({ kind }) => kind !== 'Tenant')
}

function fluxObjects({ tenant, onboard, source, sync, spec }: Input): readonly KubernetesObject[] {
  const [first] = (spec['namespaces'] ?? [{ name: tenant }]) as { name: string }[]
  const home = `--namespace=${first?.name}`
  return [
    ['create', 'tenant', tenant, ...onboard],
    source && ['create', 'source', 'git', tenant, home, ...source],
    sync && ['create', 'kustomization', tenant, home, `--source=GitRepository/${tenant}`, ...sync],
  ].flatMap((args) => {
    if (!args) return []
    const { stdout, exitCode, stderr } = flux([...args, '--export'])
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    return objectsIn(stdout)
  })
}

/** What the table's `{name}` stands for in one object. */
function namesFor(
  { kind, namespace }: Deviation,
  { tenant }: Input,
  { theirs, ours }: { theirs: readonly KubernetesObject[]; ours: readonly KubernetesObject[] },
): Readonly<Record<string, string | undefined>> {
  const account = ours.find((each) => each.kind === 'ServiceAccount')
  const object = ours.find((each) => each.kind === kind && placeOf(each) === namespace)
  return {
    tenant,
    account: account?.metadata.name,
    fluxAccount: theirs.find((each) => each.kind === 'ServiceAccount')?.metadata.name,
    namespace,
    home: account?.metadata.namespace,
    name: object?.metadata.name,
  }
}

/** The name of the table's row that says what was found; what no row says is told as it is. */
function nameOf(found: Deviation, names: Readonly<Record<string, string | undefined>>): string {
  const filled = (value: unknown): unknown =>
    value === undefined
      ? undefined
      : JSON.parse(JSON.stringify(value).replaceAll(/\{(\w+)\}/g, (_, name) => names[name] ?? ''))
  const [name] =
    [...differences].find(
      ([, { kinds, field, flux: left, ours: right }]) =>
        kinds.includes(found.kind) &&
        isDeepStrictEqual(field, found.field) &&
        isDeepStrictEqual(filled(left), found.flux) &&
        isDeepStrictEqual(filled(right), found.ours),
    ) ?? []
  return `${found.kind}: ${name ?? JSON.stringify(found)}`
}

/** What has to be seen: every row that counts for the input, on every kind that the row names and the input has. */
function expectedNames({ differs }: Input, ours: readonly KubernetesObject[]): readonly string[] {
  const kinds = new Set(ours.map(({ kind }) => kind))
  return [...alwaysDifferent, ...differs].flatMap((name) =>
    (differences.get(name)?.kinds ?? [])
      .filter((kind) => kinds.has(kind))
      .map((kind) => `${kind}: ${name}`),
  )
}

test.each(inputs.map((input) => [input.name, input] as const))(
  '%s: what differs from flux is in the table, and nothing else',
  (_, input) => {
    const [theirs, ours] = [fluxObjects(input), ourObjects(input)]
    const seen = new Set(
      deviations(theirs, ours).map((found) =>
        nameOf(found, namesFor(found, input, { theirs, ours })),
      ),
    )
    expect([...seen].sort()).toEqual([...expectedNames(input, ours)].sort())
  },
)

test('every row of the table is of an input, and has its reason', () => {
  const named = new Set<string>([...alwaysDifferent, ...inputs.flatMap(({ differs }) => differs)])
  expect([...differences.keys()].filter((name) => !named.has(name))).toEqual([])
  for (const { reason } of differences.values()) expect(reason).toMatch(/^[A-Z].*\.$/)
})

test.each(refusals)('$name: flux $flux it, we $ours it', ({ tenant, spec, args, ...expected }) => {
  const verdict = (exitCode: number) => (exitCode === 0 ? 'takes' : 'refuses')
  expect({
    flux: verdict(flux(['create', ...args, '--export']).exitCode),
    ours: verdict(fluxTenancy(['fn'], tenantText(tenant, spec)).exitCode),
  }).toEqual({ flux: expected.flux, ours: expected.ours })
})
