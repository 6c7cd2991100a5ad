import { readFileSync } from 'node:fs'
import { safeLoad } from 'js-yaml'
import { edited, type FileEdit, filesIn, packageAt } from '../../testdata/package-files.ts'
import type { SecurityProfile } from '../api/security-profile.ts'
import { withTexts } from '../krm/files.ts'
import { repositoryRules } from '../lockdown/repository-rules.ts'
import { checkPackage, renderPackage } from './package.ts'

interface Case {
  readonly path?: string
  readonly locked?: boolean
  readonly profile?: SecurityProfile
  readonly edits: readonly FileEdit[]
  readonly check?: string
  readonly render?: string
  readonly at?: string
}

const table = safeLoad(readFileSync('testdata/repository-rules.yaml', 'utf8')) as Record<
  string,
  Case
>
const original = filesIn('testdata/repositories/four-versions')

test.each(Object.entries(table))(
  '%s',
  (rule, { path = 'clusters/dev', locked, profile, edits, check, render, at }) => {
    const start = locked
      ? withTexts(
          original,
          renderPackage(packageAt(original, path), { securityProfile: 'multi-tenant' }).changes,
        )
      : original
    const files = edited(start, edits)
    const input = packageAt(files, path)
    const options = { securityProfile: profile ?? 'multi-tenant' } as const
    const outcome =
      render === undefined ? checkPackage(input, options) : renderPackage(input, options)
    const found = outcome.results.filter(({ tags }) => tags?.['rule'] === rule)
    const told = found.map(({ message, file }) => [message, file && `${file.path}:${file.line}`])
    expect(told).toContainEqual([render ?? check, at])
    if ('changes' in outcome) expect([outcome.exitCode, outcome.changes.size]).toEqual([1, 0])
    else expect(outcome.passed).toBe(false)
  },
)

test('every rule of repositories that can fail has a case', () => {
  const failing = Object.entries(repositoryRules).filter(
    ([, rule]) => rule.severity === 'error' || 'class' in rule,
  )
  expect(failing.map(([id]) => id).filter((id) => !Object.hasOwn(table, id))).toEqual([])
})
