import type { ControllerName } from '../flux/controllers.ts'
import { makeItem } from '../krm/item.ts'
import type { PlainMap } from '../krm/object.ts'
import { deployment } from './arbitrary.ts'
import { checkResult, fixResult } from './finding.ts'
import { planLockdown } from './plan.ts'

const reconcile = 'kustomize.toolkit.fluxcd.io/reconcile'
const ssa = 'kustomize.toolkit.fluxcd.io/ssa'

function notApplied(metadata: PlainMap, controller: ControllerName = 'kustomize-controller') {
  const { object } = deployment(controller)
  const { labels, ...rest } = metadata
  const all = { ...object.metadata, labels: { ...object.metadata?.labels, ...(labels ?? {}) } }
  const item = makeItem({ ...object, metadata: { ...all, ...rest } })
  const { findings } = planLockdown([item], { securityProfile: 'multi-tenant', flux: {} })
  return findings.filter(({ rule }) => rule === 'not-applied')
}

test.each([
  [{ annotations: { [ssa]: 'Ignore' } }],
  [{ annotations: { [ssa]: 'ignore' } }],
  [{ annotations: { [ssa]: 'IfNotPresent' } }],
  [{ annotations: { [reconcile]: 'disabled' } }],
  [{ labels: { [reconcile]: 'Disabled' } }],
  [{ labels: { [ssa]: 'Ignore' } }],
])('%j: Flux does not apply it again', (metadata) => {
  const [finding, second] = notApplied(metadata)
  expect(second).toBeUndefined()
  expect(finding && fixResult(finding)?.severity).toBe('warning')
  expect(finding && checkResult(finding)).toMatchObject({
    severity: 'error',
    tags: { class: 'unsure' },
  })
})

test.each([
  [{}],
  [{ annotations: { [ssa]: 'Merge', [reconcile]: 'enabled' } }],
  [{ annotations: { [ssa]: '', [reconcile]: true } }],
  [{ annotations: { [`${ssa}x`]: 'Ignore' } }],
])('%j: Flux applies it', (metadata) => {
  expect(notApplied(metadata)).toEqual([])
})

test('no matter for a controller that no profile changes, and told apart for flux-operator', () => {
  const annotations = { [ssa]: 'Ignore' }
  expect(notApplied({ annotations }, 'source-controller')).toEqual([])
  const labels = { 'app.kubernetes.io/managed-by': 'flux-operator' }
  expect(notApplied({ annotations, labels })).toEqual([])
})

test('says where', () => {
  expect(notApplied({ annotations: { [ssa]: 'Ignore' } })).toMatchObject([
    {
      message:
        '`kustomize.toolkit.fluxcd.io/ssa` must not be "Ignore" on a controller: Flux leaves the workload as the cluster has it, whatever stands here.',
      field: { path: ['metadata', 'annotations', ssa], currentValue: 'Ignore' },
    },
  ])
})
