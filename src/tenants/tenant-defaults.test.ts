import fc from 'fast-check'
import { knownVersion } from '../flux/version.ts'
import { isMap, type PlainMap } from '../krm/object.ts'
import { onlyNulls, tenantDefaultsProblems, withDefaults } from './tenant-defaults.ts'

const flux = knownVersion('v2.9.3')

function problems(defaults: PlainMap): readonly string[] {
  return tenantDefaultsProblems(defaults, flux).map(({ message }) => message)
}

test.each<[PlainMap, ...string[]]>([
  [{}],
  [{ git: { ref: {} }, kustomization: { decryption: {} } }],
  [{ git: { secretRef: {}, url: 'not looked at here' } }],
  [
    { git: { intervall: '1m' } },
    'The field `spec.tenantDefaults.git.intervall` is unknown, did you mean "interval"?',
  ],
  [
    { kustomization: { prune: 'no', dependsOn: [{}], sourceRef: {} } },
    '`spec.tenantDefaults.kustomization.sourceRef` must not be set: the sync takes the source that `spec.git` makes.',
    '`spec.tenantDefaults.kustomization.prune` must be true or false, and "no" is not.',
    '`spec.tenantDefaults.kustomization.dependsOn[0].name` must be set.',
  ],
])('defaults %j', (defaults, ...expected) => {
  expect(problems(defaults)).toEqual(expected)
})

const key = fc.constantFrom('a', 'b', '__proto__', 'constructor')
const { value } = fc.letrec<{ value: unknown; map: PlainMap }>((tie) => ({
  value: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom<unknown>(null, 1, 'x', [null], {}) },
    tie('map'),
  ),
  map: fc
    .array(fc.tuple(key, tie('value')), { maxLength: 3 })
    .map((pairs) => Object.fromEntries(pairs)),
}))
const maps = fc
  .array(fc.tuple(key, value), { maxLength: 3 })
  .map((pairs) => Object.fromEntries(pairs))

/** RFC 7386, section 2, word for word. */
function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isMap(patch)) return patch
  const result = new Map(Object.entries(isMap(target) ? target : {}))
  for (const [name, each] of Object.entries(patch)) {
    if (each === null) result.delete(name)
    else result.set(name, mergePatch(result.get(name), each))
  }
  return Object.fromEntries(result)
}

test('a Tenant is a JSON merge patch of the defaults, whose own nulls are nothing', () => {
  fc.assert(
    fc.property(maps, maps, (spec, defaults) => {
      expect(withDefaults(spec, defaults)).toEqual(mergePatch(mergePatch({}, defaults), spec))
    }),
  )
})

test('what is only nulls takes away just that', () => {
  fc.assert(
    fc.property(maps, maps, (spec, defaults) => {
      const left = withDefaults(onlyNulls(spec), defaults)
      expect(withDefaults(spec, left)).toEqual(withDefaults(spec, defaults))
    }),
  )
})
