import { safeLoadAll } from 'js-yaml'
import { execute } from '../src/run/execute.ts'
import { argumentDamages } from './damage/arguments.ts'
import { type DamagedCase, damagedCases } from './damage/cases.ts'
import { containerDamages } from './damage/containers.ts'
import { layouts } from './damage/layouts.ts'
import { type Profile, releaseOf, releases } from './expected.ts'
import { fluxTenancy } from './hosts/flux-tenancy.ts'
import { judge, type Verdict } from './hosts/judge.ts'
import { firstLostLine } from './lines.ts'

const seed = Number(process.env['DAMAGE_SEED'] ?? 1)
const count = 400

const config = (profile: Profile) => `apiVersion: fluxtenancy.dev/v1alpha1
kind: FluxTenancy
metadata:
  name: damage
spec:
  securityProfile: ${profile}
  flux:
    defaultServiceAccount: flux
`

const runs = (text: string, profile: Profile) =>
  execute(text, {
    config: { name: 'config.yaml', text: config(profile) },
    defaultKind: 'FluxTenancy',
  })

const cases = damagedCases(
  releases.map(({ flux, text, values }) => ({
    flux,
    text,
    owned: Object.fromEntries(
      Object.entries(values['multi-tenant']).map(([controller, flags]) => [
        controller,
        Object.keys(flags).filter((flag) => flags[flag] !== ''),
      ]),
    ),
  })),
  seed,
  count,
)

const outcomes = cases.map((damaged) => {
  const locked = runs(damaged.text, 'multi-tenant')
  const unlocked = runs(damaged.text, 'single-tenant')
  const back = locked.stdout === undefined ? undefined : runs(locked.stdout, 'single-tenant')
  return { damaged, locked, unlocked, back }
})

function wrongValues(verdicts: readonly Verdict[], { flux }: DamagedCase, profile: Profile) {
  const expected = releaseOf(flux).values[profile]
  return verdicts.filter(
    ({ controller, values, failure }) =>
      failure !== '' ||
      JSON.stringify(sorted(values)) !== JSON.stringify(sorted(expected[controller])),
  )
}

function sorted(values: Readonly<Record<string, string>> = {}): readonly (readonly string[])[] {
  return Object.entries(values).sort()
}

/** The names of the cases for which `problem` finds something, with what it finds. */
function problemsIn<Case extends { damaged: DamagedCase }>(
  list: readonly Case[],
  problem: (outcome: Case) => unknown,
): readonly string[] {
  return list.flatMap((outcome) => {
    const found = problem(outcome)
    return found === undefined ? [] : [`${outcome.damaged.name}: ${JSON.stringify(found)}`]
  })
}

const readable = outcomes.filter(({ damaged }) => !damaged.refusal)
const unreadable = outcomes.filter(({ damaged }) => damaged.refusal)

test(`every damage and layout is among the cases of seed ${seed}`, () => {
  const names = cases.map(({ name }) => name).join('\n')
  const wanted = [...argumentDamages, ...containerDamages, ...layouts].map(({ name }) => name)
  expect(wanted.filter((name) => !names.includes(name))).toEqual([])
})

test('what can be read is locked and unlocked', () => {
  const failed = problemsIn(
    readable,
    ({ locked, unlocked, back }) =>
      [locked, unlocked, back].find((outcome) => outcome?.exitCode !== 0)?.stderr,
  )
  expect(failed).toEqual([])
})

test('what cannot be read is refused with the reason, and nothing is printed', () => {
  const wrong = problemsIn(unreadable, ({ damaged, locked }) =>
    locked.exitCode === 1 && locked.stdout === undefined && damaged.refusal?.test(locked.stderr)
      ? undefined
      : locked.stderr,
  )
  expect(wrong).toEqual([])
  expect(unreadable.length).toBeGreaterThan(count / 20)
})

test.each([
  ['multi-tenant', 'locked', 'multi-tenant'],
  ['single-tenant', 'unlocked', 'single-tenant'],
  ['multi-tenant and back', 'back', 'single-tenant'],
] as const)('%s: the values in force are right', (_, run, profile) => {
  const judged = readable.filter((outcome) => outcome[run]?.stdout !== undefined)
  const verdicts = judge(
    judged.map((outcome) => ({ flux: outcome.damaged.flux, text: outcome[run]?.stdout ?? '' })),
  )
  const wrong = problemsIn(
    judged.map((outcome, i) => ({ ...outcome, verdicts: verdicts[i] ?? [] })),
    ({ damaged, verdicts }) => {
      const found = wrongValues(verdicts, damaged, profile)
      return verdicts.length < 2 ? 'a controller is missing' : found[0]
    },
  )
  expect(wrong).toEqual([])
  expect(judged.length).toBeGreaterThan(count / 2)
})

test('a second time changes nothing', () => {
  const changed = problemsIn(readable, ({ locked }) => {
    const again = runs(locked.stdout ?? '', 'multi-tenant')
    return again.stdout === locked.stdout ? undefined : again.stderr
  })
  expect(changed).toEqual([])
})

test('the text outside of command and args stays, line by line', () => {
  const lost = problemsIn(readable, ({ damaged, locked, back }) => {
    const inLocked = firstLostLine(otherLines(damaged.text), otherLines(locked.stdout ?? ''))
    // `args: []` in front of a container's other keys may go again, and its dash with it
    const inBack = firstLostLine(
      withoutDashes(otherLines(damaged.text)),
      withoutDashes(otherLines(back?.stdout ?? '')),
    )
    return inLocked ?? inBack
  })
  expect(lost).toEqual([])
})

/** The lines that no edit needs to touch: not those of an argument, nor those that hold a whole container. */
function otherLines(text: string): string {
  const edited = /cross-namespace|remote-bases|service-account|somebody|args|command|\{.*image"?:/
  return text
    .split('\n')
    .filter((line) => !edited.test(line))
    .map((line) => line.replace(/,?\r?$/, ''))
    .join('\n')
}

function withoutDashes(text: string): string {
  return text.replace(/^[ -]+/gm, '')
}

test('the objects are the same but for command and args of controllers', () => {
  const changed = problemsIn(readable, ({ damaged, locked }) => {
    const before = withoutArguments(damaged.text)
    const after = withoutArguments(locked.stdout ?? '')
    return before === after ? undefined : { before, after }
  })
  expect(changed).toEqual([])
})

function withoutArguments(text: string): string {
  return JSON.stringify(safeLoadAll(text), function (this: { image?: string }, key, value) {
    const isController = /fluxcd/.test(this.image ?? '')
    return isController && (key === 'args' || key === 'command') ? undefined : value
  })
}

test('the built program gives what the library gives', () => {
  for (const layout of layouts) {
    const found = readable.find(({ damaged }) => damaged.name.includes(layout.name))
    const { damaged, unlocked } = found as (typeof readable)[number]
    const { stdout } = fluxTenancy(['fn', '--security-profile=single-tenant'], damaged.text)
    expect(stdout).toBe(unlocked.stdout)
  }
})
