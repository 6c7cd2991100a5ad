import { manifest, type Profile, profiles, refusedReleases, releases } from './expected.ts'
import { fluxTenancy } from './hosts/flux-tenancy.ts'
import { valuesInForce } from './hosts/judge.ts'
import { firstLostLine } from './lines.ts'

const outputs = new Map<string, string>()

/** What the built program makes of `text`; each pair is run once, since whole installs take a second. */
function withProfile(text: string, profile: Profile): string {
  const key = `${profile}\n${text}`
  const known = outputs.get(key)
  if (known !== undefined) return known
  const { stdout, stderr, exitCode } = fluxTenancy(['fn', `--security-profile=${profile}`], text)
  if (exitCode !== 0) throw new Error(stderr)
  outputs.set(key, stdout)
  return stdout
}

test('every manifest of a release has its expected values', () => {
  expect(releases.length + refusedReleases.length).toBeGreaterThanOrEqual(12)
})

describe.each(releases)('Flux $name', ({ flux, text, values }) => {
  test.each(profiles)('%s has the values that were written down by hand', (profile) => {
    expect(valuesInForce(flux, withProfile(text, profile))).toEqual(values[profile])
  })

  test('the lock adds lines and changes none', () => {
    const locked = withProfile(text, 'multi-tenant')
    expect(firstLostLine(text, locked)).toBeUndefined()
    const added = locked.split('\n').length - text.split('\n').length
    const wanted = Object.values(values['multi-tenant']).flatMap(Object.values)
    expect(added).toBe(wanted.filter((value) => value !== '').length)
  })

  test('single-tenant gives back the bytes, also after multi-tenant', () => {
    const locked = withProfile(text, 'multi-tenant')
    expect(withProfile(locked, 'single-tenant')).toBe(text)
    expect(withProfile(text, 'single-tenant')).toBe(text)
  })

  test('a second time changes nothing', () => {
    const locked = withProfile(text, 'multi-tenant')
    expect(withProfile(locked, 'multi-tenant')).toBe(locked)
  })
})

test.each(refusedReleases)('Flux $name is refused and says why', ({ text, refused }) => {
  const { stdout, stderr, exitCode } = fluxTenancy(['fn', '--security-profile=multi-tenant'], text)
  expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 1 })
  expect(stderr).toContain(refused)
})

test('the sync beside an install gets the account of its controller as one line, and loses it again', () => {
  const text = `${manifest('v2.9.3').trimEnd()}\n${manifest('gotk-sync')}`
  const locked = withProfile(text, 'multi-tenant')
  expect(firstLostLine(text, locked)).toBeUndefined()
  expect(locked.match(/^ {2}serviceAccountName: kustomize-controller$/gm)).toHaveLength(1)
  expect(withProfile(locked, 'multi-tenant')).toBe(locked)
  expect(withProfile(locked, 'single-tenant')).toBe(text)
})
