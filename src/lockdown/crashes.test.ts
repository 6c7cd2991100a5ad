import type { ControllerName } from '../flux/controllers.ts'
import { deployment } from './arbitrary.ts'
import { planLockdown } from './plan.ts'

function told(controller: ControllerName, args: readonly string[], tag?: string) {
  const image = tag === undefined ? {} : { image: `ghcr.io/fluxcd/${controller}:${tag}` }
  const labels = { 'app.kubernetes.io/version': undefined }
  const items = [deployment(controller, { args, ...image }, { labels })]
  const { findings } = planLockdown(items, { securityProfile: 'multi-tenant', flux: {} })
  return findings.map(({ rule, field }) => `${rule} ${field?.path.at(-1)}`)
}

test.each<[ControllerName, string, string | undefined, readonly string[]]>([
  ['source-controller', '--no-cross-namespace-refs=true', undefined, ['unknown-flag 1']],
  ['source-controller', '--storage-path=/data', undefined, []],
  ['source-controller', '--enable-source-acl=true', undefined, ['unknown-flag 1']],
  ['source-controller', '--default-service-account=x', 'v1.6.0', ['unknown-flag 1']],
  ['source-controller', '--default-service-account=x', 'v1.7.0', ['workload-identity-off 1']],
  ['source-watcher', '--default-service-account=x', undefined, ['unknown-flag 1']],
  ['helm-controller', '--no-remote-bases=true', undefined, ['unknown-flag 1']],
  ['notification-controller', '--watch-label-selector=x', undefined, ['unknown-flag 1']],
  ['notification-controller', '--typo', undefined, ['unknown-flag 1']],
  ['notification-controller', '--typo', 'v99.0.0', ['newer-version image']],
  ['notification-controller', '--enable-leader-election=yes', undefined, ['bad-flag-value 1']],
  ['kustomize-controller', '--concurrent=many', undefined, ['bad-flag-value 1']],
  ['kustomize-controller', '--feature-gates=Typo=true', undefined, ['unknown-gate 1']],
  ['kustomize-controller', '--feature-gates=ExternalArtifact=true', undefined, []],
  [
    'helm-controller',
    '--feature-gates=ObjectLevelWorkloadIdentity=true',
    'v1.3.0',
    ['unknown-gate 1'],
  ],
  ['kustomize-controller', '--insecure-kubeconfig-exec=true', undefined, ['insecure-kubeconfig 1']],
  ['kustomize-controller', '--insecure-kubeconfig-tls', undefined, ['insecure-kubeconfig 1']],
  ['kustomize-controller', '--insecure-kubeconfig-exec=false', undefined, []],
  ['kustomize-controller', '$(EXTRA)', undefined, ['opaque-argument 1']],
  ['source-controller', '$(EXTRA)', undefined, ['opaque-argument 1']],
])('%s with %s at %s: %j', (controller, argument, tag, expected) => {
  expect(told(controller, ['--log-level=info', argument], tag)).toEqual(expected)
})

test('workload identity with its gate', () => {
  const args = ['--default-service-account=x', '--feature-gates=ObjectLevelWorkloadIdentity=true']
  expect(told('source-controller', args)).toEqual([])
})
