import { generatedResources } from '../kustomize/generated.ts'
import type { KustomizationFile } from '../kustomize/kustomization-file.ts'
import { readKustomizationFile } from '../kustomize/kustomization-file.ts'
import { folderOf, isWithin } from '../kustomize/paths.ts'
import { componentFolder, componentText, isComponentText } from '../lockdown/component.ts'
import type { Finding } from '../lockdown/finding.ts'
import type { RuleId } from '../lockdown/rules.ts'
import { printObject } from '../yaml/print.ts'
import {
  componentFolderOf,
  componentLine,
  withComponentLine,
  withoutComponentLine,
} from './component-line.ts'
import type { ComponentNeed } from './component-needs.ts'
import type { Repository } from './repository.ts'

/** What is to be written, a finding for each change of it, and what keeps it from being written. */
export interface FileChanges {
  readonly changes: ReadonlyMap<string, string | null>
  readonly drift: readonly Finding[]
  readonly findings: readonly Finding[]
}

export const noChanges: FileChanges = { changes: new Map(), drift: [], findings: [] }

/** The Component that a folder needs, and the line that lists it. */
export function componentAdded(repository: Repository, need: ComponentNeed): FileChanges {
  const { files, tree } = repository
  const folder = componentFolderOf(need)
  const path = `${folder}/kustomization.yaml`
  const present = files.get(path)
  const isForeign = present !== undefined && !isComponentText(present)
  if (isForeign || (present === undefined && tree.kustomizedFolders.has(folder))) {
    const message = `The folder "${folder}" must hold nothing but the Component that flux-tenancy writes.`
    return refused({ rule: 'component-foreign', message, place: { path, line: 1 } })
  }
  const known = tree.kustomizations.get(need.folder)
  // one that cannot be read is told as a problem of the build
  if (!known && tree.kustomizedFolders.has(need.folder)) return noChanges
  const file = known ?? bootstrapKustomization(repository, need.folder)
  const changes = new Map<string, string | null>()
  const drift: Finding[] = []
  const change = (at: string, text: string, rule: RuleId, message: string, line = 1) => {
    changes.set(at, text)
    drift.push({ rule, message, place: { path: at, line } })
  }
  const text = componentText(need.flags, need.accounts)
  if (present === undefined) {
    change(
      path,
      text,
      'component-missing',
      `The Component "${folder}" must be there, and it is not.`,
    )
  } else if (present !== text) {
    const message = `The Component "${folder}" must be as flux-tenancy writes it for these controllers, and it is not.`
    change(path, text, 'component-differs', message)
  }
  const listed = withComponentLine(file)
  if (listed === undefined) return refused(unlistable(file))
  if (!known) {
    const message = `The folder "${need.folder}" must have a kustomization file that lists the Component, and it has none: what is added to the folder from then on must be listed in it too.`
    change(file.path, listed, 'kustomization-missing', message)
  } else if (listed !== file.text) {
    const { isListed } = componentLine(file)
    const message = isListed
      ? `"${componentFolder}" must stand under \`components\` only, and it stands under \`resources\` too.`
      : `"${componentFolder}" must be listed under \`components\`, and it is not: nothing of it is in force.`
    change(file.path, listed, 'component-unlisted', message, lineOfComponents(file))
  }
  return { changes, drift, findings: [] }
}

/** Everything of ours away from a folder: the Component and the lines that list it. */
export function componentRemoved({ files, tree }: Repository, folder: string): FileChanges {
  const path = `${componentFolderOf({ folder })}/kustomization.yaml`
  const text = files.get(path)
  const file = tree.kustomizations.get(folder)
  const changes = new Map<string, string | null>()
  const drift: Finding[] = []
  const left = (at: string, what: string, line: number) =>
    drift.push({
      rule: 'component-left',
      message: `${what} must not be there for single-tenant.`,
      place: { path: at, line },
    })
  const isOurs = text !== undefined && isComponentText(text)
  if (isOurs) {
    changes.set(path, null)
    left(path, 'The Component of multi-tenant', 1)
  }
  const isGone = isOurs || (text === undefined && !tree.kustomizedFolders.has(folderOf(path)))
  if (file && isGone) {
    const unlisted = withoutComponentLine(file)
    if (unlisted === undefined) return refused(unlistable(file))
    if (unlisted !== file.text) {
      changes.set(file.path, unlisted)
      left(file.path, `The line "${componentFolder}"`, lineOfComponents(file))
    }
  }
  return { changes, drift, findings: [] }
}

function refused(finding: Finding): FileChanges {
  return { ...noChanges, findings: [finding] }
}

function unlistable(file: KustomizationFile): Finding {
  const message = `The file cannot be edited in place: its list \`components\` must have the entry "${componentFolder}", added by hand.`
  return { rule: 'edit-by-hand', message, place: file.placeOf(['components']) }
}

function lineOfComponents(file: KustomizationFile): number {
  const field = ['components', 'resources'].find((each) => file.value[each] !== undefined)
  return field === undefined ? 1 : file.placeOf([field]).line
}

/**
 * The kustomization that `flux bootstrap` writes for a folder without one, which lists what Flux finds there.
 * Source: fluxcd/flux2 pkg/manifestgen/kustomization/kustomization.go.
 */
function bootstrapKustomization({ files, tree }: Repository, folder: string): KustomizationFile {
  const own = componentFolderOf({ folder })
  const resources = generatedResources(tree, files, folder)
    .filter((path) => !isWithin(path, own))
    .map((path) => (folder === '' ? path : path.slice(folder.length + 1)))
  const value = {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources,
  }
  const text = `${printObject(value, { indent: 0, style: 'block' })}\n`
  return readKustomizationFile([folder, 'kustomization.yaml'].filter(Boolean).join('/'), text)
}
