import { readFileSync } from 'node:fs'
import { safeLoad } from 'js-yaml'
import { filesIn, packageAt } from '../../testdata/package-files.ts'
import { withTexts } from '../krm/files.ts'
import type { Result } from '../krm/result.ts'
import { isWithin } from '../kustomize/paths.ts'
import { checkPackage, renderPackage } from './package.ts'

interface Verdict {
  readonly path: string
  readonly why: string
  readonly check: { readonly exit: number; readonly errors?: readonly ExpectedError[] }
  readonly render: {
    readonly exit: number
    readonly says?: readonly string[]
    readonly files?: Readonly<Record<string, 'added' | 'changed' | 'removed'>>
  }
  readonly unlock: number
}

interface ExpectedError {
  readonly class: string | readonly string[]
  readonly says: string
  readonly file?: string | readonly string[]
  readonly lines?: readonly [number, number]
}

const folder = 'testdata/repositories'
const table = safeLoad(readFileSync(`${folder}/verdicts.yaml`, 'utf8')) as Record<string, Verdict[]>
const cases = Object.entries(table).flatMap(([name, verdicts]) =>
  verdicts.map((verdict) => [`${name}/${verdict.path}`, name, verdict] as const),
)

const multi = { securityProfile: 'multi-tenant' } as const
const single = { securityProfile: 'single-tenant' } as const

test.each(cases)('%s: check says what the verdict says', (_title, name, { path, check }) => {
  const report = checkPackage(packageAt(filesIn(`${folder}/${name}`), path), {})
  const errors = report.results.filter(({ severity }) => severity === 'error')
  if (check.exit !== 2)
    expect([report.passed, shown(errors)]).toEqual([
      check.exit === 0,
      check.exit === 0 ? [] : expect.anything(),
    ])
  const missing = (check.errors ?? []).filter(
    (wanted) => !errors.some((error) => isMet(error, wanted)),
  )
  expect([missing, missing.length > 0 ? shown(errors) : []]).toEqual([[], []])
})

test.each(cases)(
  '%s: render changes what the verdict says, once, and back',
  (_title, name, verdict) => {
    const all = filesIn(`${folder}/${name}`)
    const input = packageAt(all, verdict.path)
    const { changes, results, exitCode } = renderPackage(input, multi)
    expect([exitCode, exitCode === verdict.render.exit ? [] : shown(results)]).toEqual([
      verdict.render.exit,
      [],
    ])
    const kinds = [...changes].map(([path, text]) => [
      path,
      text === null ? 'removed' : all.has(path) ? 'changed' : 'added',
    ])
    expect(Object.fromEntries(kinds)).toEqual(verdict.render.files ?? {})
    const locked = withTexts(all, changes)
    expect(renderPackage(packageAt(locked, verdict.path), multi).changes.size).toBe(0)
    const back = renderPackage(packageAt(locked, verdict.path), single)
    expect([back.exitCode, back.exitCode === verdict.unlock ? [] : shown(back.results)]).toEqual([
      verdict.unlock,
      [],
    ])
    if (verdict.unlock === 0) expect(withTexts(locked, back.changes)).toEqual(all)
  },
)

test.each(cases)(
  '%s: check has a drift if and only if render would change something',
  (_title, name, { path }) => {
    const input = packageAt(filesIn(`${folder}/${name}`), path)
    const { changes, exitCode } = renderPackage(input, multi)
    const isDrift = ({ tags }: Result) => tags?.['class'] === 'drift'
    if (exitCode === 0)
      expect(checkPackage(input, multi).results.some(isDrift)).toBe(changes.size > 0)
  },
)

function isMet({ message, file, tags }: Result, wanted: ExpectedError): boolean {
  const path = file?.path ?? ''
  const [first, last] = wanted.lines ?? [0, Number.POSITIVE_INFINITY]
  const line = file?.line ?? 0
  return (
    [wanted.class].flat().includes(tags?.['class'] ?? '') &&
    new RegExp(wanted.says).test(message) &&
    (wanted.file === undefined || [wanted.file].flat().some((each) => isWithin(path, each))) &&
    (wanted.lines === undefined || (line >= first && line <= last))
  )
}

function shown(results: readonly Result[]): readonly string[] {
  return results.map(
    ({ message, file, tags }) =>
      `${file?.path}:${file?.line} ${message} [${tags?.['rule']} ${tags?.['class']}]`,
  )
}
