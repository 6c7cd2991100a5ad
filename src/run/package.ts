import { apiGroup } from '../api/group.ts'
import { chosenConfig } from '../functions/configuration.ts'
import { installStatuses } from '../functions/tenancy-status.ts'
import { hasErrors, type Result } from '../krm/result.ts'
import { checkResult, type Finding, fixResult, isRefusal } from '../lockdown/finding.ts'
import { openPathFindings } from '../lockdown/open-paths.ts'
import { controllersOf } from '../lockdown/plan.ts'
import { readRepository } from '../repository/read-repository.ts'
import { countLeftAlone, readObjectFile } from '../repository/repository.ts'
import type { RepositoryItem } from '../repository/repository-item.ts'
import { isNamed } from '../repository/scope.ts'
import { checkConfigOf, functionConfigOf } from './configuration.ts'
import { planPackage } from './package-plan.ts'
import type { Package, PackageOptions, PackageOutcome, PackageReport } from './package-types.ts'

/**
 * Locks the installs of a repository for the profile, or takes the lock back: what is to be written, in place and by the least edits, with all that `fn` tells too. Pure.
 * Throws InputError for a configuration file that cannot be read.
 */
export function renderPackage(input: Package, options: PackageOptions): PackageOutcome {
  const repository = readRepository(input.files)
  const leftAlone = countLeftAlone(repository) + input.unreadable.size
  const items = configItems(input)
  const functionConfig = functionConfigOf({ items, functionConfig: undefined }, options)
  const { config, results } = chosenConfig({ items, functionConfig, results: [] }, 'FluxTenancy')
  if (config?.kind !== 'FluxTenancy' || hasErrors(results)) {
    return { changes: new Map(), results, leftAlone, exitCode: 1 }
  }
  const plan = planPackage(repository, input, config.spec)
  // what is refused is not edited
  const edits = plan.findings.some(isRefusal) ? [] : plan.drift
  const told = [...plan.findings, ...edits].flatMap((each) => withLine(each, fixResult(each)) ?? [])
  const all = [...results, ...told]
  return { changes: plan.changes, results: all, leftAlone, exitCode: hasErrors(all) ? 1 : 0 }
}

/** Tells what `renderPackage` would change and what neither of them can be sure of, by cluster. Pure. Throws as `renderPackage` does. */
export function checkPackage(input: Package, options: PackageOptions): PackageReport {
  const repository = readRepository(input.files)
  const leftAlone = countLeftAlone(repository) + input.unreadable.size
  const items = configItems(input)
  const functionConfig = checkConfigOf({ items, functionConfig: undefined }, options)
  const { config, results } = chosenConfig({ items, functionConfig, results: [] }, 'TenancyCheck')
  if (config?.kind !== 'TenancyCheck' || hasErrors(results)) {
    return { passed: false, clusters: [], results, leftAlone }
  }
  const { spec } = config
  const plan = planPackage(repository, input, spec)
  const installs = plan.clusters.flatMap(({ lockdown }) => lockdown.installs)
  const open =
    spec.securityProfile === 'multi-tenant' ? openPathFindings(controllersOf(installs)) : []
  const found = [...plan.findings, ...plan.drift, ...open].map(
    (each) => withLine(each, checkResult(each)) as Result,
  )
  const all = [...results, ...found]
  return {
    passed: !hasErrors(all),
    profile: spec.securityProfile,
    clusters: plan.clusters.map(({ built, lockdown }) => ({
      folder: built.cluster.folder,
      installs: installStatuses(lockdown.installs, spec),
    })),
    results: all,
    leftAlone,
  }
}

/**
 * The files and folders that are needed beside those that were read: what kustomizations name, and what Flux applies from this repository. A folder
 * stands for its kustomization file, or, if it has none, for all that is in it. Some may not exist.
 */
export function wantedPaths({ files }: Pick<Package, 'files'>): readonly string[] {
  const { tree, syncs } = readRepository(files)
  const folders = syncs
    .map(({ folder }) => folder)
    .filter((folder) => !tree.kustomizedFolders.has(folder))
  return [...new Set([...tree.wanted, ...folders])].sort()
}

/** The objects of our group in the named files, whatever kustomize makes of them: they are configuration and never applied. */
export function configItems(input: Package): readonly RepositoryItem[] {
  return [...input.files].flatMap(([path, text]) =>
    isNamed(input, path) && text.includes(apiGroup)
      ? readObjectFile(path, text).items.filter(({ apiVersion }) =>
          apiVersion.startsWith(`${apiGroup}/`),
        )
      : [],
  )
}

/** The result with the line of what it is about. */
function withLine({ item, field, place }: Finding, result: Result | undefined): Result | undefined {
  if (!result || place || !item) return result
  const origin = 'origin' in item ? item.origin : item
  if (typeof origin !== 'object' || origin === null || !('placeOf' in origin)) return result
  const { path, line } = (origin as RepositoryItem).placeOf(field?.path ?? [])
  return { ...result, file: { path, line } }
}
