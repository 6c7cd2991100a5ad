import { controllerOfImage, parseImageReference } from './images.ts'

const digest = `sha256:${'0'.repeat(64)}`

test.each([
  ['kustomize-controller', 'kustomize-controller', undefined, undefined],
  ['fluxcd/helm-controller:v1.6.3', 'helm-controller', 'v1.6.3', undefined],
  ['ghcr.io/fluxcd/source-controller:v1.9.4', 'source-controller', 'v1.9.4', undefined],
  [`host:5000/x/y@${digest}`, 'y', undefined, digest],
  [`host:5000/x/y:v1@${digest}`, 'y', 'v1', digest],
  ['host:5000/y', 'y', undefined, undefined],
  ['host:5000', 'host', '5000', undefined],
  ['[::1]:5000/x/y:v1', 'y', 'v1', undefined],
  [`y@${digest}`, 'y', undefined, digest],
])('%s', (text, repositoryName, tag, imageDigest) => {
  expect(parseImageReference(text)).toMatchObject({ repositoryName, tag, digest: imageDigest })
})

test('the repository keeps host and port', () => {
  expect(parseImageReference(`host:5000/x/y:v1@${digest}`)?.repository).toBe('host:5000/x/y')
})

test.each(['', '/', 'x/', ':v1', `@${digest}`, 'x:', 'x@', 'x@sha256', 'a b', 'x:v1:v2', ' x'])(
  '"%s" names no image',
  (text) => {
    expect(parseImageReference(text)).toBeUndefined()
  },
)

test.each([
  ['ghcr.io/fluxcd/kustomize-controller:v1.9.4', 'kustomize-controller'],
  ['registry.local:5000/mirror/fluxcd-kustomize-controller', 'kustomize-controller'],
  ['x/fluxcd_source-watcher', 'source-watcher'],
  ['ghcr.io/kustomize-controller/proxy', undefined],
  ['ghcr.io/fluxcd/kustomize-controller-debug', 'kustomize-controller'],
  ['x/kustomize-controller-distroless:v1.9.4', 'kustomize-controller'],
  ['x/fluxcd-helm-controller-linux-arm64', 'helm-controller'],
  ['x/helm-controller_fips', 'helm-controller'],
  ['x/source-watcher-ubi9-fips', 'source-watcher'],
  ['x/kustomize-controller-exporter', undefined],
  ['x/kustomize-controller-arm64-exporter', undefined],
  ['x/kustomize-controllerfips', undefined],
  ['ghcr.io/fluxcd/mykustomize-controller', undefined],
  ['ghcr.io/fluxcd/flux-cli', undefined],
])('%s is the image of %s', (text, controller) => {
  const image = parseImageReference(text)
  expect(image && controllerOfImage(image)).toBe(controller)
})
