import type { TenancyCheckSpec } from '../api/schema.ts'
import type { WrittenAt } from '../kustomize/kustomization-file.ts'
import { baseName, folderOf } from '../kustomize/paths.ts'
import { withAccount } from '../lockdown/accounts.ts'
import { componentFolder, isComponentText } from '../lockdown/component.ts'
import { type Finding, isRefusal } from '../lockdown/finding.ts'
import { isGenerated } from '../lockdown/generated.ts'
import { markedConfig } from '../lockdown/local-config.ts'
import { planLockdown } from '../lockdown/plan.ts'
import { hasSharedComment } from './account-text.ts'
import { builtOf, type ClusterPlan, isAccountEdit, planCluster } from './cluster-plan.ts'
import {
  componentAdded,
  componentRemoved,
  type FileChanges,
  noChanges,
} from './component-changes.ts'
import { type ComponentNeed, componentHome, componentNeeds } from './component-needs.ts'
import { editedFiles, type ObjectEdit } from './object-edits.ts'
import { isFromComponent, type Repository } from './repository.ts'
import { builtItem } from './repository-item.ts'
import { isNamed, namedClusters, type Scope } from './scope.ts'
import { sharedObjects } from './shared-objects.ts'

/** What the profile changes in the files of a repository, before anything that people wrote after it is looked at. */
export function profileChanges(
  repository: Repository,
  scope: Scope,
  spec: TenancyCheckSpec,
): FileChanges {
  const clusters = namedClusters(repository, scope)
  const isOurs = (origin: WrittenAt) => isFromComponent(repository, origin)
  const plans = clusters.map((cluster) => planCluster(repository, cluster, spec, isOurs))
  const refusals = plans.flatMap(({ lockdown }) => lockdown.findings.filter(isRefusal))
  // what refuses is told with everything else that is found
  if (refusals.length > 0) return noChanges
  const needs = componentNeeds(plans)
  const folders = componentFolders(repository)
  const components =
    spec.securityProfile === 'multi-tenant'
      ? needs.map((need) => componentFor(repository, need, folders.has(need.folder)))
      : [...folders]
          .filter(
            (folder) => isNamed(scope, folder) || needs.some((need) => need.folder === folder),
          )
          .map((folder) => componentRemoved(repository, folder))
  const edits = plans.flatMap((plan) => directEdits(plan, spec))
  const shared = sharedObjects(repository, edits)
  const marks = configMarks(repository, scope)
  const objects = editedFiles(repository, [...edits, ...marks.map(({ edit }) => edit)])
  const parts: readonly FileChanges[] = [
    ...components,
    {
      changes: objects.changes,
      drift: marks.flatMap(({ drift }) => drift),
      findings: objects.findings,
    },
  ]
  const changes = new Map(parts.flatMap((part) => [...part.changes]))
  return {
    changes,
    drift: parts.flatMap((part) => part.drift),
    findings: [
      ...parts.flatMap((part) => part.findings),
      ...shared,
      ...generatedEdits(edits),
      ...sharedFiles(needs, changes),
    ],
  }
}

function componentFor(repository: Repository, need: ComponentNeed, isThere: boolean): FileChanges {
  // one that is there stays, so that the next bootstrap finds it
  return need.isNeeded || (isThere && need.flags.length > 0)
    ? componentAdded(repository, need)
    : componentRemoved(repository, need.folder)
}

/** The folders that have a Component of ours beside their kustomization, or a line that lists one that is gone. */
function componentFolders({ files, tree }: Repository): ReadonlySet<string> {
  const folders = new Set<string>()
  for (const [path, text] of files) {
    const folder = folderOf(path)
    const isOurs = baseName(path) === 'kustomization.yaml' && baseName(folder) === componentFolder
    if (isOurs && isComponentText(text)) folders.add(folderOf(folder))
  }
  for (const path of tree.wanted) {
    if (baseName(path) === componentFolder) folders.add(folderOf(path))
  }
  return folders
}

/** The edits of objects in files that people own; for single-tenant also of flags in generated ones. */
function directEdits(plan: ClusterPlan, spec: TenancyCheckSpec): readonly ObjectEdit[] {
  const accounts = plan.lockdown.edits.filter(isAccountEdit).flatMap((edit): ObjectEdit[] => {
    const built = builtOf(plan, edit.item)
    const gives = edit.rule === 'account-missing'
    if (!built || (gives && componentHome(plan, built) !== undefined)) return []
    const { origin } = built.item
    // an empty account with a comment of its own is empty again
    const none = hasSharedComment(origin.fileText, origin.source) ? null : undefined
    const object = withAccount(origin.object, gives ? String(edit.field?.proposedValue) : none)
    return [{ item: origin, object, account: gives ? 'given' : 'taken' }]
  })
  return [...accounts, ...workloadEdits(plan, spec)]
}

function workloadEdits(plan: ClusterPlan, spec: TenancyCheckSpec): readonly ObjectEdit[] {
  const isSingle = spec.securityProfile === 'single-tenant'
  const toEdit = new Set(
    plan.lockdown.edits
      .filter((edit) => !isAccountEdit(edit))
      .flatMap((edit) => builtOf(plan, edit.item) ?? [])
      .filter((built) => isSingle || componentHome(plan, built) === undefined)
      .map(({ item }) => item.origin),
  )
  if (toEdit.size === 0) return []
  // the files as they are, so that nothing that a patch adds gets into them
  const asWritten = plan.built.workloads.map(({ item: { origin, name, namespace } }) =>
    builtItem(origin, origin.object, { name: name ?? '', namespace }),
  )
  const { items } = planLockdown(asWritten, withAccountOf(plan, spec))
  return asWritten.flatMap((before, index): ObjectEdit[] => {
    const after = items[index]
    if (!after || after === before || !toEdit.has(before.origin)) return []
    return [{ item: before.origin, object: after.object }]
  })
}

/** The default account that patches set is kept, also where the file itself has none. */
function withAccountOf({ lockdown }: ClusterPlan, spec: TenancyCheckSpec): TenancyCheckSpec {
  if (spec.securityProfile === 'single-tenant') return spec
  const names = lockdown.installs.flatMap(({ controllers }) =>
    controllers.flatMap(({ wanted }) =>
      wanted.flatMap(({ setting, value }) =>
        setting.value.kind === 'account' ? (value ?? []) : [],
      ),
    ),
  )
  const [name, second] = [...new Set(names)]
  if (name === undefined || second !== undefined) return spec
  return { ...spec, flux: { ...spec.flux, defaultServiceAccount: name } }
}

/** What keeps configuration among the objects from being applied. */
function configMarks({ items }: Repository, scope: Scope) {
  return items
    .filter(({ path }) => isNamed(scope, path))
    .flatMap((item) => {
      const change = markedConfig(item)
      const edit: ObjectEdit | undefined = change && { item, object: change.edit(item.object) }
      return edit ? [{ edit, drift: change?.edits ?? [] }] : []
    })
}

function generatedEdits(edits: readonly ObjectEdit[]): readonly Finding[] {
  return edits
    .filter(({ item, account }) => account !== 'given' && isGenerated(item.fileText))
    .map(({ item }) => ({
      rule: 'generated-by-flux',
      item,
      message: `The file was generated by Flux, and the next \`flux bootstrap\` writes it anew.`,
    }))
}

function sharedFiles(
  needs: readonly ComponentNeed[],
  changes: ReadonlyMap<string, string | null>,
): readonly Finding[] {
  return needs.flatMap(({ folder, clusters }): Finding[] => {
    const changed = [...changes.keys()].find((path) => folderOf(folderOf(path)) === folder)
    if (clusters.length < 2 || changed === undefined) return []
    const names = clusters.map((each) => `"${each || '.'}"`).join(', ')
    const message = `The folder "${folder}" is part of the clusters ${names}: the change reaches all of them.`
    return [{ rule: 'several-clusters', message, place: { path: changed, line: 1 } }]
  })
}
