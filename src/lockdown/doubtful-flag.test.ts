import fc from 'fast-check'
import type { SecurityProfile } from '../api/security-profile.ts'
import { deployment, firstContainer } from './arbitrary.ts'
import { planLockdown } from './plan.ts'

const noCross = '--no-cross-namespace-refs=true'
/** A version that is newer than the tables. */
const image = 'ghcr.io/fluxcd/notification-controller:v1.99.0'

function planned(args: readonly string[], securityProfile: SecurityProfile = 'multi-tenant') {
  const labels = { 'app.kubernetes.io/version': undefined }
  const item = deployment('notification-controller', { args, image }, { labels })
  const { items, findings, edits } = planLockdown([item], { securityProfile, flux: {} })
  return {
    args: firstContainer(items[0] ?? item)['args'],
    rules: [...findings, ...edits].map(({ rule }) => rule).filter((id) => id !== 'newer-version'),
    messages: findings.map(({ message }) => message),
  }
}

test.each([
  ['at the end', ['--a=1', '--new'], ['--a=1', noCross, '--new']],
  ['several at the end', ['--a=1', '--new', '--newer'], ['--a=1', noCross, '--new', '--newer']],
  ['alone', ['--new'], [noCross, '--new']],
  ['before the end of the flags', ['--new', '--', 'x'], [noCross, '--new', '--', 'x']],
  ['before a word', ['--new', 'x'], ['--new', 'x', noCross]],
  ['before another flag', ['--new', '--b=1'], ['--new', '--b=1', noCross]],
])('a bare flag in no table %s does not swallow what is added', (_name, args, expected) => {
  const once = planned(args)
  expect(once).toMatchObject({ args: expected, rules: ['flag-missing'] })
  expect(planned(expected)).toMatchObject({ args: expected, rules: [] })
  expect(planned(expected, 'single-tenant').args).toEqual(args)
})

test.each<[string, readonly string[], SecurityProfile]>([
  ['may be a value', ['--new', noCross], 'multi-tenant'],
  ['may be a value', ['--new', noCross], 'single-tenant'],
  ['may be a value and is wrong anyhow', ['--new', '--no-cross-namespace-refs=0'], 'multi-tenant'],
  ['may stand behind the end of the flags', ['--new', '--', noCross], 'multi-tenant'],
  ['may stand behind the end of the flags', ['--new', '--', noCross], 'single-tenant'],
  ['may be the opposite', [noCross, '--new', '--no-cross-namespace-refs=0'], 'multi-tenant'],
  ['may be given or another flag’s value', ['--new', '--log-level', noCross], 'multi-tenant'],
  ['is given twice', [noCross, '--new', noCross], 'single-tenant'],
])('a flag that %s is refused: %j for %s', (_name, args, profile) => {
  expect(planned(args, profile)).toMatchObject({ args, rules: ['doubtful-flag'] })
})

test.each([
  [[noCross, '--new', noCross], ['flag-repeated']],
  [['--new', noCross, noCross], ['flag-repeated']],
  [['--new', '--no-cross-namespace-refs=0', noCross], ['flag-repeated']],
])('%j is in force, whatever the bare flag takes', (args, rules) => {
  expect(planned(args)).toMatchObject({ args, rules })
})

test('the sentence names the flag that is to be written out', () => {
  expect(planned(['--a', 'x', '--new', noCross]).messages).toContain(
    '`--new` must be written with `=` and its value, since it is in no table and may take the argument behind it: whether `--no-cross-namespace-refs` counts on notification-controller cannot be told.',
  )
})

describe('against every way to read the arguments', () => {
  const entry = fc.constantFrom(
    '--new',
    '--newer',
    '--new=x',
    '--',
    'word',
    '--log-level',
    '--log-level=info',
    '--no-cross-namespace-refs',
    '--no-cross-namespace-refs=false',
    noCross,
  )
  const unknown = ['new', 'newer']

  /** The values in force, one for each way; a way that ends the process is none. */
  function readings(args: readonly string[], value = 'false'): readonly string[] {
    const [head, ...rest] = args
    if (head === undefined || head === '--') return [value]
    const [name = '', text] = head.startsWith('--') ? head.slice(2).split('=') : []
    const taking = rest.length > 0 ? readings(rest.slice(1), value) : []
    if (name === 'no-cross-namespace-refs') return readings(rest, text ?? 'true')
    if (text === undefined && name === 'log-level') return taking
    const alone = readings(rest, value)
    return text === undefined && unknown.includes(name) ? [...alone, ...taking] : alone
  }

  test('what is written, or found right, is in force in all of them', () => {
    const refusals = ['doubtful-flag', 'unreadable-arguments']
    const profiles = fc.constantFrom<SecurityProfile>('multi-tenant', 'single-tenant')
    const seen = { refused: 0, edited: 0, left: 0 }
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 7 }), profiles, (args, profile) => {
        const { args: after, rules } = planned(args, profile)
        if (rules.some((rule) => refusals.includes(rule))) {
          seen.refused++
          expect(after).toEqual(args)
          return
        }
        seen[after === args ? 'left' : 'edited']++
        const wanted = profile === 'multi-tenant' ? 'true' : 'false'
        expect(new Set([wanted, ...readings((after ?? []) as string[])])).toEqual(new Set([wanted]))
        // no way to read it that ran before is gone
        expect(readings((after ?? []) as string[]).length).toBe(readings(args).length)
      }),
      { numRuns: 3000 },
    )
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(100)
  })
})
