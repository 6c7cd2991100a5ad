// The main job on real input: locks the install of Flux v2.9.3 for tenants and shows what changed, before and after.
import { readFileSync } from 'node:fs'
import { createTwoFilesPatch } from 'diff'
import { page, section, table } from '../cli/layout.ts'
import { checkText, execute } from '../index.ts'
import { stderrText } from '../run/answer.ts'

const files = ['testdata/flux/v2.9.3.yaml', 'testdata/flux/gotk-sync.yaml']
const before = files.map((file) => readFileSync(file, 'utf8')).join('')
const {
  stdout: after,
  stderr,
  exitCode,
} = execute(before, {
  defaultKind: 'FluxTenancy',
  securityProfile: 'multi-tenant',
})
if (after === undefined) throw new Error(stderr)

const patch = createTwoFilesPatch('flux-system.yaml', 'locked.yaml', before, after, '', '', {
  context: 2,
})
process.stdout.write(
  page([
    section('Flux v2.9.3, as `flux bootstrap` wrote it, is locked for tenants. What changes', [
      ...patch.split('\n').slice(1),
    ]),
    section('The flags that count, before and after', flagTable()),
    section('What the run says', stderr.trimEnd().split('\n')),
    section('What `check` says of it now', [verdict(after)]),
  ]),
)
process.exitCode = exitCode

/** A row for each flag of the profile, read from both texts as the controllers would read it. */
function flagTable(): readonly string[] {
  const [was, is] = [before, after ?? ''].map((text) =>
    checkText(text, { securityProfile: 'multi-tenant' }).installs.flatMap(({ controllers }) =>
      controllers.flatMap(({ controller, flags }) =>
        flags.map(({ flag, present }) => [controller, `--${flag}`, present ?? 'not set']),
      ),
    ),
  )
  const rows = (is ?? []).map((row, index) => [
    ...row.slice(0, 2),
    was?.[index]?.[2] ?? '',
    row[2] ?? '',
  ])
  return table([['CONTROLLER', 'FLAG', 'BEFORE', 'AFTER'], ...rows])
}

function verdict(text: string): string {
  const { passed, results } = checkText(text, { securityProfile: 'multi-tenant' })
  return passed ? 'pass' : stderrText(results)
}
