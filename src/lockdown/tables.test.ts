import { controllerNames } from '../flux/controllers.ts'
import { flagSupport, flags } from '../flux/flags.ts'
import {
  controllerVersionIn,
  fluxReleases,
  newestKnownController,
  newestKnownFlux,
} from '../flux/releases.ts'
import { tenancyFlags } from '../flux/tenancy-flags.ts'
import { compareVersions, knownRelease, knownVersion, parseVersion } from '../flux/version.ts'
import { type Item, makeItem } from '../krm/item.ts'
import { deployment } from './arbitrary.ts'
import { openPaths } from './open-path-table.ts'
import { openPathFindings, openPathsOf } from './open-paths.ts'
import { controllersOf, planLockdown } from './plan.ts'
import { rules } from './rules.ts'
import { settings } from './settings.ts'

test.each(settings)(
  '$id: `since` is the first Flux whose controllers have it',
  ({ id, since, controllers }) => {
    const flux = parseVersion(`${since}.0`)
    const before = flux && { ...flux, minor: flux.minor - 1 }
    const supportIn = (version: typeof flux) =>
      controllers.map((controller) => {
        const shipped = version && controllerVersionIn(controller, version)
        return shipped ? flagSupport(controller, shipped, id).kind : 'later'
      })
    expect(supportIn(flux)).toContain('known')
    expect(new Set(supportIn(before))).toEqual(new Set(['later']))
  },
)

test('every rule says what, why and what to do, in sentences', () => {
  for (const { what, reason, remedy, source } of Object.values(rules)) {
    for (const text of [what, reason, remedy]) expect(text).toMatch(/^\S.*\.$/)
    expect(source).not.toBe('')
  }
})

test('every error of FluxTenancy fails a check too', () => {
  const failing = ['drift', 'overridden', 'unsure', 'crash', undefined]
  for (const rule of Object.values(rules)) {
    if (rule.severity !== 'error') continue
    expect(failing).toContain('class' in rule ? rule.class : undefined)
  }
})

test('open paths have one sentence each, and an id of their own', () => {
  expect(new Set(openPaths.map(({ id }) => id)).size).toBe(openPaths.length)
  for (const { what, closedBy } of openPaths) {
    expect(what).toMatch(/^\S.*[^.]\.$/)
    expect(closedBy).toMatch(/[^.]$/)
  }
})

describe('the releases of Flux and the versions of controllers in an open path say the same', () => {
  const bounds = openPaths.flatMap(({ id, since, until, affected }) =>
    affected.flatMap((range) => [
      { id, bound: 'since', controller: range.controller, flux: since, version: range.since },
      { id, bound: 'until', controller: range.controller, flux: until, version: range.until },
    ]),
  )

  test.each(bounds.filter(({ flux }) => flux !== undefined))(
    '$id, $bound Flux $flux on $controller',
    ({ controller, flux = '', version = '' }) => {
      const release = knownRelease(flux)
      const first = knownVersion(version)
      const isListed = compareVersions(release, newestKnownFlux) <= 0
      const before = fluxReleases.findLast((row) => compareVersions(row.flux, release) < 0)?.flux
      const versionIn = (each = newestKnownFlux) => controllerVersionIn(controller, each) ?? first
      expect(compareVersions(versionIn(before), first)).toBeLessThan(0)
      if (isListed) expect(compareVersions(versionIn(release), first)).toBeGreaterThanOrEqual(0)
      // what comes behind the table comes behind it in both columns
      else expect(newestKnownController(controller)).toEqual(versionIn(before))
    },
  )
})

test('a cloud identity is told of every controller that has a flag for one', () => {
  const withFlag = tenancyFlags
    .filter(({ what }) => what.includes('cloud workload identity'))
    .flatMap(({ name, controllers }) =>
      controllers.length > 0
        ? controllers
        : controllerNames.filter((each) => flags.get(name)?.ranges[each]),
    )
  const told = openPaths.find(({ id }) => id === 'cloud-identity')?.affected
  expect(told?.map(({ controller }) => controller).sort()).toEqual([...new Set(withFlag)].sort())
  expect(told).toHaveLength(6)
})

test.each([
  ['v2.9.4', 'label', true],
  ['v2.9.5', 'label', false],
  ['v2.10.0', 'label', false],
  ['v2.9.4', 'config', true],
  ['v2.9.5', 'config', false],
])('the token of a remote cluster in Flux %s by %s, the image a digest: %s', (flux, by, isOpen) => {
  const labels = by === 'label' ? { 'app.kubernetes.io/version': flux } : {}
  const image = 'ghcr.io/fluxcd/helm-controller@sha256:01'
  const { installs, findings } = planLockdown(
    [deployment('helm-controller', { image }, { labels })],
    { securityProfile: 'multi-tenant', flux: by === 'config' ? { version: flux } : {} },
  )
  const ids = openPathsOf(controllersOf(installs)).map(({ id }) => id)
  expect(ids.includes('remote-cluster-token')).toBe(isOpen)
  // other paths may be closed in a release that is newer than the table
  const newer = findings.filter(({ rule }) => rule === 'newer-version')
  expect(newer.map(({ message }) => message.includes('may be closed'))).toEqual(
    isOpen ? [] : [true],
  )
})

test.each([
  ['receivers', 'notification-controller', 'v1.4.0', true],
  ['receivers', 'notification-controller', 'v1.5.0', false],
  ['receivers', 'kustomize-controller', 'v1.4.0', false],
  ['ready-expressions', 'kustomize-controller', 'v1.6.0', false],
  ['ready-expressions', 'kustomize-controller', 'v1.7.0', true],
  ['remote-bases', 'kustomize-controller', 'v0.24.0', true],
  ['remote-bases', 'kustomize-controller', 'v0.25.0', false],
  ['remote-cluster-token', 'helm-controller', 'v1.6.3', true],
  ['remote-cluster-token', 'helm-controller', 'v1.6.4', false],
  ['receivers', 'notification-controller', undefined, true],
  ['cloud-identity', 'helm-controller', 'v1.3.0', false],
  ['cloud-identity', 'helm-controller', 'v1.4.0', true],
  ['cloud-identity', 'image-automation-controller', 'v0.38.0', false],
  ['cloud-identity', 'image-automation-controller', 'v0.39.0', true],
  ['cloud-identity', 'source-watcher', 'v2.0.0', false],
] as const)('%s on %s %s: %s', (id, controller, text, isOpen) => {
  const version = text === undefined ? undefined : parseVersion(text)
  expect(
    openPathsOf([{ controller, version }])
      .map((path) => path.id)
      .includes(id),
  ).toBe(isOpen)
})

test('a role that the input has is named, as far as the input tells', () => {
  const controller = deployment('kustomize-controller')
  const role = makeItem({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: {
      name: 'flux-edit-apps',
      labels: { 'rbac.authorization.k8s.io/aggregate-to-edit': 'true' },
    },
    rules: [{ apiGroups: ['source.toolkit.fluxcd.io'], resources: ['*'], verbs: ['update'] }],
  })
  const messageFor = (items: readonly Item[]) => {
    const { installs } = planLockdown(items, { securityProfile: 'multi-tenant', flux: {} })
    const findings = openPathFindings(controllersOf(installs), items)
    return findings.find(({ message }) => message.includes('status'))?.message
  }
  expect(messageFor([controller, role])).toContain('In this input that is "flux-edit-apps".')
  expect(messageFor([controller])).not.toContain('input')
  expect(messageFor([controller])).toContain('`flux-edit-flux-system`')
})

test('an open path is told once, not for each controller', () => {
  const items = [deployment('kustomize-controller'), deployment('helm-controller')]
  const { installs } = planLockdown(items, { securityProfile: 'multi-tenant', flux: {} })
  const messages = openPathFindings(controllersOf(installs)).map(({ message }) => message)
  expect(new Set(messages).size).toBe(messages.length)
  expect(messages.some((message) => message.includes('dependsOn'))).toBe(true)
})
