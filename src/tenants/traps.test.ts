/** Bugs of others, each named as facts about peers name it: what they did must not happen here. */
import { newestKnownFlux } from '../flux/releases.ts'
import type { Item } from '../krm/item.ts'
import { mapAt, type PlainMap } from '../krm/object.ts'
import { decodeTenant } from './decode-tenant.ts'
import {
  edited,
  expanded,
  incoming,
  itemCalled,
  nameOf,
  objectsOf,
  plan,
  source,
  tenantItem,
  told,
  valuesOf,
} from './fixture.ts'

const rules = (items: readonly Item[]) => plan(items).findings.map(({ rule }) => rule)
const refused = (name: string, spec: PlainMap) => {
  const decoded = decodeTenant(tenantItem(name, spec).object, {}, newestKnownFlux)
  return decoded.ok ? [] : decoded.problems.map(({ message }) => message)
}
const team = tenantItem('team', { git: source })

test('missing field passes the policy: what a Tenant must have is an error where it is missing', () => {
  expect(refused('team', { git: {} })).toHaveLength(1)
  expect(refused('team', { namespaces: [{ create: true }] })).not.toEqual([])
})

test('empty allow-list means unrestricted: no namespace is no Tenant', () => {
  expect(refused('team', { namespaces: [] })).toHaveLength(1)
})

test('misspelt key silently falls back to cluster-admin', () => {
  for (const spec of [
    { roel: 'view' },
    { Role: 'view' },
    { git: { ...source, intervall: '1m' } },
  ]) {
    const items = [tenantItem('team', spec)]
    expect(rules(items)).toEqual(['invalid-tenant'])
    expect(plan(items).items).toBe(items)
  }
})

test('default value not matched by the template, result ClusterRoleBinding to cluster-admin', () => {
  for (const spec of [{}, { role: 'cluster-admin' }, { git: source }]) {
    const items = expanded([tenantItem('team', spec)])
    expect(objectsOf(items).filter((name) => name.startsWith('Cluster'))).toEqual([])
    expect(itemCalled(items, 'RoleBinding/team/flux').object['roleRef']).toMatchObject({
      kind: 'ClusterRole',
      name: 'cluster-admin',
    })
  }
})

test('CRD-managing ClusterRole on by default: nothing but a Namespace is outside of namespaces', () => {
  for (const spec of [{}, { git: source, role: 'edit', namespaces: [{ name: 'x' }] }]) {
    const items = expanded([tenantItem('team', spec)]).filter(({ kind }) => kind !== 'Tenant')
    const wide = items.filter(({ namespace }) => namespace === undefined)
    expect(wide.map(({ kind }) => kind)).toEqual(['Namespace'])
  }
})

test('unit appended twice to a duration', () => {
  const git = { ...source, interval: '1h30m' }
  const items = expanded([tenantItem('team', { git, kustomization: { interval: '15m0s' } })])
  expect(itemCalled(items, 'GitRepository/team/team').object['spec']).toMatchObject({
    interval: '1h30m',
  })
  expect(itemCalled(items, 'Kustomization/team/team').object['spec']).toMatchObject({
    interval: '15m0s',
  })
})

test('namespace object and namespaced objects use different inputs', () => {
  const items = expanded([
    tenantItem('team', { git: source, namespaces: [{ name: 'x' }, { name: 'y' }] }),
  ])
  const made = items.filter(({ kind }) => kind === 'Namespace').map(({ name }) => name)
  const used = items.flatMap(({ namespace }) => namespace ?? [])
  expect([...new Set(used)].sort()).toEqual(made)
})

test('RoleBinding names collide when roles share a name: a binding is called as its account', () => {
  const items = expanded([tenantItem('team', { role: 'flux', serviceAccount: 'deployer' })])
  expect(objectsOf(items)).toContain('RoleBinding/team/deployer')
})

test('prune by label deletes tenants kept in another file', () => {
  const items = expanded([team, tenantItem('other')])
  const one = items.filter((item) => nameOf(item) !== 'Tenant/other')
  expect(objectsOf(plan(one).items)).toEqual(objectsOf(items))
})

test('labels replaced wholesale, pod security labels lost: a namespace of others is never touched', () => {
  const namespace = incoming({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'team', labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
  })
  const shared = tenantItem('team', { namespaces: [{ name: 'team', create: false }] })
  expect(plan([namespace, shared]).items[0]).toBe(namespace)
  const claimed = [namespace, tenantItem('team')]
  expect(plan(claimed).items).toBe(claimed)
  const labels = { 'pod-security.kubernetes.io/enforce': 'restricted' }
  const own = expanded(expanded([tenantItem('team', { labels })]))
  expect(itemCalled(own, 'Namespace/team').object.metadata?.labels).toMatchObject(labels)
})

test('binding deleted and re-created on change: it is the same object, changed', () => {
  const items = expanded([team])
  const changed = [tenantItem('team', { git: source, role: 'admin' }), ...items.slice(1)]
  const { items: after, edits } = plan(changed)
  expect(told(edits)).toEqual(['tenant-object-differs RoleBinding/team/flux roleRef.name'])
  expect(after.map(nameOf)).toEqual(items.map(nameOf))
})

test.each(['Team', 'team_a', 'team/a', '-team', 'team.', 'a'.repeat(64), ''])(
  'names accepted that the API server refuses: %j',
  (name) => {
    expect(refused(name, {})).not.toEqual([])
    expect(refused('team', { namespaces: [{ name }] })).not.toEqual([])
  },
)

test('long derived names not cut or checked', () => {
  const long = 'a'.repeat(63)
  expect(refused(long, { git: { url: 'ssh://git@example.org/a' } })).toEqual([])
  const items = expanded([tenantItem(long, { git: { url: 'ssh://git@example.org/a' } })])
  expect(itemCalled(items, `GitRepository/${long}/${long}`).object['spec']).toMatchObject({
    secretRef: { name: `${long}-git-auth` },
  })
})

test('two inputs render the same object and one disappears silently', () => {
  expect(rules([team, tenantItem('team', {})])).toContain('two-tenants')
  expect(rules([team, tenantItem('b', { namespaces: [{ name: 'team' }] })])).toContain(
    'namespace-claimed',
  )
})

test('account name differs between generated ServiceAccount and binding; subject without namespace', () => {
  const namespaces = [{ name: 'x' }, { name: 'y' }]
  const items = expanded([tenantItem('team', { git: source, namespaces, serviceAccount: 'apply' })])
  const accounts = new Set(
    items.filter(({ kind }) => kind === 'ServiceAccount').map((item) => nameOf(item)),
  )
  const bindings = items.filter(({ kind }) => kind === 'RoleBinding')
  for (const { object } of bindings) {
    for (const subject of object['subjects'] as { name: string; namespace: string }[]) {
      expect(accounts).toContain(`ServiceAccount/${subject.namespace}/${subject.name}`)
    }
  }
  const sync = itemCalled(items, 'Kustomization/x/team').object['spec']
  expect(accounts).toContain(`ServiceAccount/x/${mapAt(sync)['serviceAccountName']}`)
})

test('removed API version: what was made for an old Flux is made anew for the new one', () => {
  const flux = { major: 0, minor: 30, patch: 0, prerelease: '' }
  const items = expanded(expanded([team], { flux }))
  expect(valuesOf(items)).toEqual(valuesOf(expanded([team])))
})

test('source only for the first of several namespaces: its account may apply in all of them', () => {
  const namespaces = [{ name: 'x' }, { name: 'y' }, { name: 'z' }]
  const items = expanded([tenantItem('team', { git: source, namespaces })])
  for (const { name } of namespaces) {
    const { subjects } = itemCalled(items, `RoleBinding/${name}/flux`).object
    expect(subjects).toContainEqual({ kind: 'ServiceAccount', name: 'flux', namespace: 'x' })
  }
})

test('ref fixed to latest/main, interval 1m for everybody', () => {
  const git = { ...source, ref: { semver: '>=1.0.0' }, interval: '30m' }
  const spec = itemCalled(expanded([tenantItem('team', { git })]), 'GitRepository/team/team').object
  expect(spec['spec']).toEqual(git)
})

test('private key rendered into plain template/state: no Secret is made, and no URL holds a password', () => {
  const items = expanded([tenantItem('team', { git: { url: 'ssh://git@example.org/a' } })])
  expect(objectsOf(items).filter((name) => name.startsWith('Secret'))).toEqual([])
  const [message, ...more] = refused('team', { git: { url: 'https://me:hunter2@example.org/a' } })
  expect(message).toContain('must not hold credentials')
  expect(message).not.toContain('hunter2')
  expect(more).toEqual([])
})

test('account removed before its Kustomization: finaliser hangs', () => {
  const other = tenantItem('other')
  const items = expanded([team, other])
  expect(told(plan(items.slice(1), { prune: true }).findings)).toEqual([
    'tenant-removed-at-once Kustomization/team/team',
  ])
  // in two steps, as the finding says, nothing is left to say
  const first = plan([tenantItem('team'), ...items.slice(1)], { prune: true })
  expect(objectsOf(first.items)).toContain('ServiceAccount/team/flux')
  expect(first.findings).toEqual([])
  const second = plan(first.items.slice(1), { prune: true })
  expect(valuesOf(second.items)).toEqual(valuesOf(expanded([other])))
  expect(second.findings).toEqual([])
})

test('template change never reaches existing tenants', () => {
  const items = expanded([team])
  const after = expanded(items, { defaults: { kustomization: { wait: true } } })
  expect(itemCalled(after, 'Kustomization/team/team').object['spec']).toMatchObject({ wait: true })
})

test('ambiguous names when joining parts with a dash', () => {
  const items = expanded([
    tenantItem('a', { namespaces: [{ name: 'b-c' }] }),
    tenantItem('a-b', { namespaces: [{ name: 'c' }] }),
  ])
  const marks = items.flatMap((item) => item.annotation('fluxtenancy.dev/tenant') ?? [])
  expect(new Set(marks).size).toBe(marks.length - 2)
  expect(marks.every((mark) => mark.split('/').length === 3)).toBe(true)
})

test('the wrong object is put right even where every part of it is strange', () => {
  const items = expanded([team])
  const strange = edited(items, 'ServiceAccount/team/flux', (each) => ({
    ...each,
    secrets: [{ name: 'token' }],
    automountServiceAccountToken: true,
    metadata: { ...each.metadata, labels: undefined as never, finalizers: ['x'] },
  }))
  expect(valuesOf(plan(strange).items)).toEqual(valuesOf(items))
})
