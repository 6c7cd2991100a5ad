import { newestKnownController } from '../flux/releases.ts'
import { formatVersion } from '../flux/version.ts'
import { deployment } from './arbitrary.ts'
import { findControllers } from './find.ts'
import { planLockdown } from './plan.ts'
import { versionOf } from './version-of.ts'

describe('versionOf kustomize-controller', () => {
  test.each([
    ['v1.9.4', 'v2.9.4', undefined, 'v1.9.4 image'],
    ['v0.20.0', 'v2.9.3', undefined, 'v0.20.0 image'],
    ['v0.25.0-custom', 'v2.9.4', undefined, 'v0.25.0 image'],
    ['v0.25.0_hotfix1', 'v2.9.4', undefined, 'v0.25.0 image'],
    ['v1.0.0-rc.1-distroless', 'v2.9.4', undefined, 'v1.0.0-rc.1 image'],
    ['v0.25.0-pre.1', 'v2.9.4', undefined, 'v0.25.0-pre.1 image'],
    ['v0.25.0-3-gabcdef', 'v2.9.4', undefined, 'v0.25.0 image'],
    ['latest', 'v2.9.0', undefined, 'v1.9.1 label'],
    ['main-0a1b2c3', 'v2.9.0-distroless', undefined, 'v1.9.1 label'],
    ['v1.9', 'v2.9.0_hotfix1', undefined, 'v1.9.1 label'],
    ['latest', 'v0.26.0-eksbuild.1', undefined, 'v0.20.0 label'],
    ['latest', undefined, 'v0.26.0-amd64', 'v0.20.0 config'],
    ['latest', undefined, 'v2.0.0-rc.1', 'v1.0.0-rc.1 config'],
    [undefined, '2.9.0', undefined, 'v1.9.1 label'],
    ['v1.9.4', 'v2.9.4', 'v2.0.0', 'v1.0.0 config'],
    ['v1.9.4', 'latest', 'v0.24.0', 'too old'],
    [undefined, 'v0.24.1', undefined, 'too old'],
    [undefined, 'latest', undefined, 'unknown'],
    ['v2', '2.9', undefined, 'unknown'],
  ])('tag %s, label %s, configured %s: %s', (tag, label, configured, expected) => {
    const image = `mirror:5000/kustomize-controller${tag ? `:${tag}` : '@sha256:01'}`
    const labels = { 'app.kubernetes.io/version': label }
    const [found] = findControllers([
      deployment('kustomize-controller', { image }, { labels }),
    ]).controllers
    if (!found) throw new Error('not found')
    const known = versionOf(found, configured)
    if ('version' in known) expect(`${formatVersion(known.version)} ${known.origin}`).toBe(expected)
    else expect(known.isTooOld ? 'too old' : 'unknown').toBe(expected)
  })

  test.each([
    ['registry.local/platform/gitops:1.0.0', 'v0.26.1', 'v0.20.0 label'],
    ['registry.local/platform/gitops:v1.9.4', undefined, 'unknown'],
    ['mirror/helm-controller-tools:v1.6.3', 'v2.9.0', 'v1.9.1 label'],
    ['mirror/fluxcd-kustomize-controller:v0.20.0', 'v2.9.0', 'v0.20.0 image'],
    ['mirror/kustomize-controller-distroless:v0.20.0', 'v2.9.0', 'v0.20.0 image'],
    ['', 'v2.9.0', 'v1.9.1 label'],
  ])('image %s, label %s: %s', (image, label, expected) => {
    const labels = { 'app.kubernetes.io/version': label }
    const [found] = findControllers([
      deployment('kustomize-controller', { image }, { labels }),
    ]).controllers
    if (!found) throw new Error('not found')
    const known = versionOf(found, undefined)
    if ('version' in known) expect(`${formatVersion(known.version)} ${known.origin}`).toBe(expected)
    else {
      expect(expected).toBe('unknown')
      expect(known.problem).toBe(
        'The version of kustomize-controller cannot be told: a tag counts only where the image is named "kustomize-controller", and there is no label `app.kubernetes.io/version` with one, so `spec.flux.version` must be set.',
      )
    }
  })

  test.each([
    ['v1.9.4', 'v2.9.4', undefined, undefined],
    ['v1.9.4', 'v2.9.4-distroless', undefined, undefined],
    ['v1.9.3', 'v2.9.4', undefined, undefined],
    ['v1.8.5', 'v2.9.4', undefined, 'Flux "v2.9.4", which ships "v1.9.4"'],
    ['v1.9.4', 'v2.0.0', undefined, 'Flux "v2.0.0", which ships "v1.0.0"'],
    ['v1.9.4', 'v2.0.0', 'v2.9.4', undefined],
    ['v1.9.4', 'latest', undefined, undefined],
    ['v1.9.4', undefined, undefined, undefined],
    ['v1.99.0', 'v2.99.0', undefined, undefined],
    ['latest', 'v2.9.4', undefined, undefined],
  ])('tag %s, label %s, configured %s: %s', (tag, label, configured, expected) => {
    const container = { image: `mirror/kustomize-controller:${tag}` }
    const labels = { 'app.kubernetes.io/version': label }
    const { findings } = planLockdown([deployment('kustomize-controller', container, { labels })], {
      securityProfile: 'multi-tenant',
      flux: { ...(configured !== undefined && { version: configured }) },
    })
    expect(
      findings.flatMap(({ rule, message }) => (rule === 'versions-differ' ? message : [])),
    ).toEqual(
      expected === undefined
        ? []
        : [
            `The tag of the image says kustomize-controller "${tag}", and the label \`app.kubernetes.io/version\` ${expected}: the tag counts.`,
          ],
    )
  })

  test('a build from behind the newest release is newer than the tables', () => {
    const newest = newestKnownController('kustomize-controller')
    const image = `kustomize-controller:${newest && formatVersion(newest)}`
    const isNewer = (suffix: string) => {
      const { controllers } = findControllers([
        deployment('kustomize-controller', { image: `${image}${suffix}` }),
      ])
      return controllers.map((found) => versionOf(found, undefined))
    }
    expect(isNewer('')).toMatchObject([{ isNewer: false }])
    expect(isNewer('-fips')).toMatchObject([{ isNewer: false }])
    expect(isNewer('-3-gabcdef')).toMatchObject([{ isNewer: true }])
  })

  test('a Flux that does not ship the controller is said so', () => {
    const [found] = findControllers([deployment('source-watcher')]).controllers
    if (!found) throw new Error('not found')
    expect(versionOf(found, 'v2.5.0')).toEqual({
      isTooOld: false,
      problem: 'Flux "v2.5.0" does not ship source-watcher.',
    })
  })
})
