import { type ControllerName, controllerNames } from './controllers.ts'
import { flagSupport, flags, flagTypes } from './flags.ts'
import { controllerVersionIn } from './releases.ts'
import { compareVersions, knownVersion } from './version.ts'

const [sc, kc, hc, nc, irc, iac, sw] = controllerNames

/** First version of a flag on a controller and the first Flux minor with it, copied by hand. */
const since: readonly (readonly [string, ControllerName, string, string])[] = [
  ['no-cross-namespace-refs', kc, 'v0.20.0', 'v0.26'],
  ['no-cross-namespace-refs', hc, 'v0.16.0', 'v0.26'],
  ['no-cross-namespace-refs', nc, 'v0.21.0', 'v0.26'],
  ['no-cross-namespace-refs', irc, 'v0.16.0', 'v0.26'],
  ['no-cross-namespace-refs', iac, 'v0.20.0', 'v0.26'],
  ['no-cross-namespace-refs', sw, 'v2.0.0', 'v2.7'],
  ['default-service-account', kc, 'v0.20.0', 'v0.26'],
  ['default-service-account', hc, 'v0.16.0', 'v0.26'],
  ['default-service-account', nc, 'v1.7.0', 'v2.7'],
  ['default-service-account', sc, 'v1.7.0', 'v2.7'],
  ['default-service-account', irc, 'v1.0.0', 'v2.7'],
  ['default-service-account', iac, 'v1.0.0', 'v2.7'],
  ['default-decryption-service-account', kc, 'v1.7.0', 'v2.7'],
  ['default-kubeconfig-service-account', kc, 'v1.7.0', 'v2.7'],
  ['default-kubeconfig-service-account', hc, 'v1.4.0', 'v2.7'],
  ['no-remote-bases', kc, 'v0.25.0', 'v0.30'],
  ['insecure-kubeconfig-exec', kc, 'v0.23.0', 'v0.29'],
  ['insecure-kubeconfig-exec', hc, 'v0.19.0', 'v0.29'],
  ['insecure-kubeconfig-tls', kc, 'v0.23.0', 'v0.29'],
  ['insecure-kubeconfig-tls', hc, 'v0.19.0', 'v0.29'],
  ['watch-label-selector', kc, 'v1.0.0-rc.1', 'v2.0'],
  ['watch-label-selector', hc, 'v0.32.0', 'v2.0'],
  ['watch-label-selector', sc, 'v1.0.0-rc.1', 'v2.0'],
  ['watch-label-selector', irc, 'v0.27.0', 'v2.0'],
  ['watch-label-selector', iac, 'v0.32.0', 'v2.0'],
  ['watch-label-selector', sw, 'v2.0.0', 'v2.7'],
  ['watch-configs-label-selector', kc, 'v1.7.0', 'v2.7'],
  ['watch-configs-label-selector', hc, 'v1.4.0', 'v2.7'],
  ['watch-configs-label-selector', nc, 'v1.7.0', 'v2.7'],
  ['watch-configs-label-selector', sc, 'v1.7.0', 'v2.7'],
  ['watch-configs-label-selector', irc, 'v1.0.0', 'v2.7'],
  ['watch-configs-label-selector', iac, 'v1.0.0', 'v2.7'],
  ['requeue-dependency', irc, 'v1.0.3', 'v2.7.3'],
  ['token-cache-max-size', kc, 'v1.6.0', 'v2.6'],
  ['token-cache-max-duration', hc, 'v1.4.0', 'v2.7'],
  ['token-cache-max-size', irc, 'v0.35.0', 'v2.6'],
  ['token-cache-max-size', iac, 'v0.41.0', 'v2.6'],
  ['feature-gates', kc, 'v0.33.0', 'v0.39'],
  ['feature-gates', hc, 'v0.28.0', 'v0.38'],
  ['feature-gates', nc, 'v0.31.0', 'v0.39'],
  ['feature-gates', sc, 'v0.25.0', 'v0.31'],
  ['feature-gates', irc, 'v0.24.0', 'v0.39'],
  ['feature-gates', iac, 'v0.23.0', 'v0.31'],
  ['sops-age-secret', kc, 'v1.7.0', 'v2.7'],
  ['sops-vault-configmap', kc, 'v1.9.0', 'v2.9'],
  ['custom-apply-stage-kinds', kc, 'v1.8.0', 'v2.8'],
  ['override-manager', kc, 'v1.2.0', 'v2.2'],
  ['override-manager', hc, 'v1.5.0', 'v2.8'],
]

test.each(since)('--%s is on %s since %s, Flux %s', (name, controller, text, fluxSince) => {
  const version = knownVersion(text)
  expect(flagSupport(controller, version, name).kind).toBe('known')
  const before = { ...version, prerelease: version.prerelease ? 'rc.0' : 'rc.9' }
  expect(flagSupport(controller, before, name)).toEqual({
    kind: 'later',
    since: version,
    fluxSince,
  })
})

test.each([
  ['no-cross-namespace-refs', sc],
  ['default-service-account', sw],
  ['watch-label-selector', nc],
  ['no-remote-bases', sc],
  ['no-remote-bases', hc],
  ['insecure-kubeconfig-exec', sc],
  ['insecure-kubeconfig-tls', nc],
  ['default-decryption-service-account', hc],
  ['requeue-dependency', nc],
  ['token-cache-max-size', sw],
  ['sops-age-secret', hc],
] as const)('--%s is on no %s', (name, controller) => {
  for (const flux of ['v0.26.0', 'v2.0.0', 'v2.9.4']) {
    const version = controllerVersionIn(controller, knownVersion(flux)) ?? knownVersion('v2.0.0')
    const support = flagSupport(controller, version, name)
    expect(support).toMatchObject({ kind: 'never', reason: expect.stringContaining(controller) })
  }
})

test.each([
  ['aws-autologin-for-ecr', 'v0.13.0'],
  ['gcp-autologin-for-gcr', 'v0.16.0'],
  ['azure-autologin-for-acr', 'v0.16.0'],
])('--%s is gone from image-reflector-controller v1.0.0', (name, first) => {
  expect(flagSupport(irc, knownVersion(first), name).kind).toBe('known')
  expect(flagSupport(irc, knownVersion('v0.35.2'), name).kind).toBe('known')
  const removed = { kind: 'removed', until: knownVersion('v1.0.0') }
  expect(flagSupport(irc, knownVersion('v1.0.0'), name)).toEqual(removed)
  expect(flagSupport(irc, knownVersion('v9.0.0'), name)).toEqual(removed)
})

test.each(['enable-source-acl', 'security-profile', 'insecure-allow-http', 'same-namespace-refs'])(
  '--%s is on no controller at all, with a reason',
  (name) => {
    for (const controller of controllerNames) {
      const support = flagSupport(controller, knownVersion('v1.9.4'), name)
      expect(support).toMatchObject({ kind: 'never', reason: expect.stringMatching(/\.$/) })
    }
  },
)

test.each(['no-cross-namespace-ref', 'no-remote-base', 'log_level', 'receiver-addr', ''])(
  '--%s is in no table',
  (name) => {
    expect(flagSupport(kc, knownVersion('v1.9.4'), name)).toEqual({ kind: 'unknown' })
  },
)

test('of a flag that is older than the table of releases that is all that is told', () => {
  const support = flagSupport(kc, knownVersion('v0.0.1'), 'http-retry')
  expect(support).toMatchObject({ kind: 'later', fluxSince: 'v0.25 or earlier' })
})

test('a controller newer than the table has what the newest known one has', () => {
  expect(flagSupport(kc, knownVersion('v3.0.0'), 'no-remote-bases')).toEqual({
    kind: 'known',
    type: 'bool',
  })
})

test('the flags of the generated Deployments are known from v0.26 on', () => {
  const generated = ['watch-all-namespaces', 'log-level', 'log-encoding', 'enable-leader-election']
  for (const controller of controllerNames) {
    const first = controllerVersionIn(controller, knownVersion('v0.26.0'))
    const version = first ?? knownVersion('v2.0.1')
    for (const name of [...generated, 'events-addr']) {
      expect([controller, name, flagSupport(controller, version, name).kind]).toEqual([
        controller,
        name,
        'known',
      ])
    }
  }
})

test('rows are sorted, unique, of known types, and every range goes forward', () => {
  const names = [...flags.keys()]
  expect(names).toEqual([...new Set(names)].sort((a, b) => (a < b ? -1 : 1)))
  for (const { name, type, ranges } of flags.values()) {
    expect(name).toMatch(/^[A-Za-z][A-Za-z-]*$/)
    expect(flagTypes).toContain(type)
    expect(Object.keys(ranges)).not.toHaveLength(0)
    for (const { since: from, until } of Object.values(ranges)) {
      if (until) expect(compareVersions(from, until)).toBeLessThan(0)
    }
  }
})
