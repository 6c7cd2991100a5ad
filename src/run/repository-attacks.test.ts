import { readFileSync } from 'node:fs'
import { safeLoad } from 'js-yaml'
import { edited, type FileEdit, filesIn, packageAt } from '../../testdata/package-files.ts'
import { checkPackage, renderPackage } from './package.ts'

interface Attack {
  readonly edits: readonly FileEdit[]
  readonly tells?: { readonly rule: string; readonly at: string }
}

const attacks = safeLoad(readFileSync('testdata/repository-attacks.yaml', 'utf8')) as Record<
  string,
  Attack
>
const cluster = 'clusters/dev'
const original = filesIn('testdata/repositories/four-versions')
const multi = { securityProfile: 'multi-tenant' } as const
const { changes: lock } = renderPackage(packageAt(original, cluster), multi)
const locked = new Map([...original, ...(lock as ReadonlyMap<string, string>)])

test.each(Object.entries(attacks))('%s', (_name, { edits, tells }) => {
  const input = packageAt(edited(locked, edits), cluster)
  const report = checkPackage(input, multi)
  const errors = report.results
    .filter(({ severity }) => severity === 'error')
    .map(({ message, file, tags }) => ({
      rule: tags?.['rule'],
      at: `${file?.path}:${file?.line}`,
      message,
    }))
  if (tells) expect(errors).toContainEqual(expect.objectContaining(tells))
  else expect(errors).toEqual([])
  const again = renderPackage(input, multi)
  if (!tells) expect([...again.changes.keys()]).toEqual([])
})
