// The main job on real input: locks the repository that `flux bootstrap` of Flux v2.9.3 made, expands two Tenants in it, and shows what changes, before and after.
import { readFileSync } from 'node:fs'
import { packagePage } from '../cli/check-page.ts'
import { page, section, table } from '../cli/layout.ts'
import { unifiedDiff } from '../cli/unified-diff.ts'
import { withTexts } from '../krm/files.ts'
import { stderrText } from '../run/answer.ts'
import { checkPackage, renderPackage } from '../run/package.ts'
import type { Package, PackageReport } from '../run/package-types.ts'
import { readList } from '../yaml/read.ts'

const folder = 'clusters/production'
const manifests = {
  [`${folder}/flux-system/gotk-components.yaml`]: 'testdata/flux/v2.9.3.yaml',
  [`${folder}/flux-system/gotk-sync.yaml`]: 'testdata/flux/gotk-sync.yaml',
  ...Object.fromEntries(
    [
      ...['flux-system/kustomization.yaml', 'apps.yaml', 'infrastructure.yaml'],
      ...['kustomization', 'team-a', 'team-b'].map((name) => `tenants/${name}.yaml`),
    ].map((name) => [`${folder}/${name}`, `testdata/demo/${folder}/${name}`]),
  ),
}
const files = new Map(
  Object.entries(manifests).map(([path, file]) => [path, readFileSync(file, 'utf8')]),
)
const input: Package = { files, unreadable: new Map(), paths: [folder] }
const { changes, results, exitCode } = renderPackage(input, { securityProfile: 'multi-tenant' })
const rendered = withTexts(files, changes)
const before = checkPackage(input, {})
const after = checkPackage({ ...input, files: rendered }, {})

const diff = unifiedDiff(files, changes, (path) => path)
process.stdout.write(
  page([
    section(
      `flux-tenancy render ${folder} --security-profile=multi-tenant changes`,
      diff.split('\n'),
    ),
    section('The flags that count, before and after', flagTable()),
    section('What the Tenants became', tenantTable()),
    section('What the lock would stop', stderrText(results).trimEnd().split('\n')),
    `What \`flux-tenancy check ${folder}\` says of it now: ${verdictOf(after)}`,
  ]),
)
process.exitCode = exitCode

/** A row for each flag of the profile, read from what is built before and after as the controllers would read it. */
function flagTable(): readonly string[] {
  const [was, is] = [before, after].map(({ clusters }) =>
    clusters.flatMap(({ installs }) =>
      installs.flatMap(({ controllers }) =>
        controllers.flatMap(({ controller, flags }) =>
          flags.map(({ flag, present }) => [controller, `--${flag}`, present ?? 'not set']),
        ),
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

/** A row for each object that was made, in the order in which it is applied. */
function tenantTable(): readonly string[] {
  const rows = [...changes].flatMap(([path, text]) =>
    text !== null && path.endsWith('.rendered.yaml')
      ? readList(text).items.map(({ kind, namespace, name }) => [
          ...[path.slice(folder.length + 1), kind],
          namespace === undefined ? (name ?? '') : `${namespace}/${name}`,
        ])
      : [],
  )
  return table([['FILE', 'KIND', 'NAME'], ...rows])
}

function verdictOf(report: PackageReport): string {
  return (
    packagePage(report, (path) => path)
      .trimEnd()
      .split('\n')
      .at(-1) ?? ''
  )
}
