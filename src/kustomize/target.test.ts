import type { TargetObject } from './identity.ts'
import { targetObject } from './identity.ts'
import { readSelector, targets } from './target.ts'

const object: TargetObject = {
  group: 'apps',
  version: 'v1',
  kind: 'Deployment',
  name: 'p-kustomize-controller',
  namespace: 'flux-system',
  labels: { app: 'kustomize-controller', tier: '1', empty: '' },
  annotations: { note: 'here' },
  earlier: [
    { name: 'kustomize-controller', namespace: undefined },
    { name: 'kustomize-controller', namespace: 'flux-system' },
  ],
}

test.each([
  [{}, 'yes'],
  [{ kind: 'Deployment' }, 'yes'],
  [{ kind: 'Deploy' }, 'no'],
  [{ kind: 'Deploy.*', group: 'apps|extensions', version: 'v[12]' }, 'yes'],
  [{ group: 'app' }, 'no'],
  [{ name: '(kustomize|helm)-controller' }, 'yes'],
  [{ name: 'p-(?:kustomize|helm)-controller' }, 'yes'],
  [{ name: 'helm-controller' }, 'no'],
  [{ name: 'kustomize|x' }, 'no'],
  [{ name: '.*-controller', namespace: 'default' }, 'yes'],
  [{ namespace: 'flux-system' }, 'yes'],
  [{ namespace: 'flux' }, 'no'],
  [{ name: '(?i)KUSTOMIZE-controller' }, 'undecided'],
  [{ name: '(?!helm).*' }, 'undecided'],
  [{ name: '(a*)*' }, 'undecided'],
  [{ name: '\\pL.*' }, 'undecided'],
  [{ name: 'kustomize[[:punct:]]controller' }, 'undecided'],
  [{ name: '(' }, 'undecided'],
  [{ name: 'a**' }, 'undecided'],
  [{ kind: 'Service', name: '(?i)x' }, 'no'],
])('the target %j: %s', (target, verdict) => {
  expect(targets(readSelector(target), object)).toBe(verdict)
})

test.each([
  ['app', 'yes'],
  ['!app', 'no'],
  ['! app', 'no'],
  ['other', 'no'],
  ['!other', 'yes'],
  ['app=kustomize-controller', 'yes'],
  ['app == kustomize-controller', 'yes'],
  ['app=kustomize', 'no'],
  ['app!=kustomize', 'yes'],
  ['other!=x', 'yes'],
  ['app in (helm-controller, kustomize-controller)', 'yes'],
  ['app notin (helm-controller)', 'yes'],
  ['other notin (x)', 'yes'],
  ['other in (x)', 'no'],
  ['empty=', 'yes'],
  ['app, tier=1', 'yes'],
  ['app in (a,b), tier=1', 'no'],
  ['tier>0', 'undecided'],
  ['tier>0, other', 'no'],
  ['app=-x', 'undecided'],
  ['app=kustomize-controller,', 'undecided'],
  ['app in kustomize-controller', 'undecided'],
  ['  ', 'yes'],
])('the label selector %j: %s', (labelSelector, verdict) => {
  expect(targets(readSelector({ labelSelector }), object)).toBe(verdict)
})

test('an annotation selector reads annotations', () => {
  expect(targets(readSelector({ annotationSelector: 'note=here' }), object)).toBe('yes')
  expect(targets(readSelector({ labelSelector: 'note=here' }), object)).toBe('no')
})

const id = {
  group: 'apps',
  version: 'v1',
  kind: 'Deployment',
  name: 'kustomize-controller',
  namespace: 'flux-system',
}

test.each([
  [id, 'yes'],
  [{ ...id, namespace: 'default' }, 'yes'],
  [{ ...id, namespace: undefined }, 'yes'],
  [{ ...id, name: 'p-kustomize-controller' }, 'yes'],
  [{ ...id, name: 'p-kustomize-controller', namespace: 'default' }, 'no'],
  [{ ...id, version: 'v1beta1' }, 'no'],
  [{ ...id, name: '.*' }, 'no'],
])('a strategic merge patch of %j: %s', (named, verdict) => {
  expect(targets({ by: 'id', id: named }, object)).toBe(verdict)
})

test('what may have changed on the way is undecided, where it counts', () => {
  const unsure = { ...object, unsure: { id: true, labels: true, type: false } }
  const verdicts = [{ name: 'x' }, { labelSelector: 'app' }, { name: 'x', kind: 'Service' }, {}]
  expect(verdicts.map((target) => targets(readSelector(target), unsure))).toEqual([
    'undecided',
    'undecided',
    'no',
    'yes',
  ])
  expect(targets({ by: 'id', id: { ...id, name: 'x' } }, unsure)).toBe('undecided')
})

test('a cluster-scoped object is in no namespace, not in the default one', () => {
  const role = targetObject({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name: 'x' },
  })
  expect(targets(readSelector({ namespace: 'default' }), role)).toBe('no')
  expect(targets(readSelector({ namespace: '' }), role)).toBe('yes')
})
