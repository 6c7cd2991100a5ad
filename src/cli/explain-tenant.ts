import { formatMinor } from '../flux/version.ts'
import { formatFieldPath } from '../krm/field-path.ts'
import { jsonOf } from '../krm/json.ts'
import { fileOf, hasErrors } from '../krm/result.ts'
import { stderrText } from '../run/answer.ts'
import type { Outcome } from '../run/outcome.ts'
import { wantedPaths } from '../run/package.ts'
import { printable } from '../run/result-lines.ts'
import { type TenantReport, tenantOfPackage, tenantOfText } from '../run/tenant-report.ts'
import type { OriginOf } from '../tenants/origins.ts'
import { given } from './fn.ts'
import type { CommandInputs } from './inputs.ts'
import { page, section, table } from './layout.ts'
import type { ExplainTenantCommand } from './parsed-command.ts'
import { type ShownPath, withShownFiles } from './shown-results.ts'

/** `flux-tenancy explain tenant NAME [PATH…|-]`: every value that counts for a Tenant, with where it is from. */
export async function explainTenant(
  command: ExplainTenantCommand,
  inputs: CommandInputs,
): Promise<Outcome> {
  const question = { ...given(command, inputs), name: command.tenant }
  if (command.paths === undefined) {
    return told(tenantOfText(await inputs.readStdin(), question), (path) => path)
  }
  const { root, input } = inputs.readPackage(command.paths, wantedPaths)
  const shown: ShownPath = (path) => inputs.shownPath(root, path)
  return told(tenantOfPackage(input, question, shown), shown)
}

function told(report: TenantReport, shown: ShownPath): Outcome {
  if (hasErrors(report.results)) {
    const results = withShownFiles(report.results, shown)
    return { stdout: undefined, stderr: stderrText(results), exitCode: 1 }
  }
  return { stdout: tenantPage(report, shown), stderr: '', exitCode: 0 }
}

const origins: Readonly<Record<OriginOf['origin'], string>> = {
  tenant: 'the Tenant',
  tenantDefaults: '`tenantDefaults` of the configuration',
  default: 'default',
}

function tenantPage({ item, flux, values }: TenantReport, shown: ShownPath): string {
  const file = fileOf(item)
  const place = file ? ` of ${printable(shown(file.path))}` : ''
  const rows = values.map(({ path, value, origin }) => [
    formatFieldPath(path),
    printable(jsonOf(value)),
    origins[origin],
  ])
  return page([
    section(
      `Tenant "${printable(item.name ?? '')}"${place}, for Flux ${formatMinor(flux)}`,
      table([['FIELD', 'VALUE', 'FROM'], ...rows]),
    ),
  ])
}
