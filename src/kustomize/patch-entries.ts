import type { Files } from '../krm/files.ts'
import { mapAt, type PlainMap, stringAt } from '../krm/object.ts'
import type { KustomizationFile } from './kustomization-file.ts'
import { type Origin, originAt } from './origin.ts'
import type { Change, PatchContent } from './patch.ts'
import { isInline, namedBy, type PatchText, readPatchText } from './patch-text.ts'
import { joinPath } from './paths.ts'
import { readSelector } from './target.ts'

/** The entries of `patches` or `patchesJson6902`, as changes. */
export function patchEntries(
  file: KustomizationFile,
  files: Files,
  field: 'patches' | 'patchesJson6902',
): readonly Change[] {
  const entries = (file.value[field] ?? []) as readonly (PlainMap | null)[]
  return entries.flatMap((entry, index) => {
    const fields = mapAt(entry)
    const source = sourceOf(file, files, [field, index], fields)
    if (!source) return [unreadable(originAt(file, [field, index]), fields['target'])]
    return changesOf(source, fields)
  })
}

/** The entries of `patchesStrategicMerge`: paths, or patches themselves. */
export function mergeEntries(file: KustomizationFile, files: Files): readonly Change[] {
  const entries = (file.value['patchesStrategicMerge'] ?? []) as readonly (string | null)[]
  return entries.flatMap((entry, index) => {
    const at = ['patchesStrategicMerge', index] as const
    const fields = isInline(entry ?? '') ? { patch: entry } : { path: entry }
    const source = sourceOf(file, files, at, fields)
    if (source?.read.kind !== 'strategic merge') return [unreadable(originAt(file, at), undefined)]
    return changesOf(source, {})
  })
}

interface PatchSource {
  readonly origin: Origin
  readonly read: PatchText
}

function sourceOf(
  file: KustomizationFile,
  files: Files,
  at: readonly [string, number],
  { path, patch }: PlainMap,
): PatchSource | undefined {
  const origin = originAt(file, at)
  const inline = (stringAt(patch) ?? '').trim()
  const named = stringAt(path) ?? ''
  if ((inline === '') === (named === '')) return undefined
  if (inline !== '') return { origin, read: readPatchText(inline) }
  const resolved = joinPath(file.folder, named)
  const text = resolved === undefined ? undefined : files.get(resolved)
  if (resolved === undefined || text === undefined) return undefined
  return { origin: { ...origin, path: resolved, line: 1 }, read: readPatchText(text) }
}

function changesOf({ origin, read }: PatchSource, fields: PlainMap): readonly Change[] {
  const target = fields['target'] == null ? undefined : readSelector(fields['target'])
  if (read.kind === 'json6902') {
    // kustomize refuses such a patch without a target
    if (!target) return [unreadable(origin, undefined)]
    return [{ origin, target, content: { kind: 'json6902', operations: read.operations } }]
  }
  // nor may several patches share a target
  const isUnclear = read.kind === 'unreadable' || (target && read.patches.length > 1)
  if (isUnclear) return [unreadable(origin, fields['target'])]
  const options = mapAt(fields['options'])
  const renames = options['allowNameChange'] === true || options['allowKindChange'] === true
  return read.patches.map(({ value, line }) => ({
    origin: { ...origin, line: origin.line + line - 1 },
    target: target ?? { by: 'id', id: namedBy(value) },
    content: mergeContent(value),
    renames,
  }))
}

function mergeContent(value: PlainMap): PatchContent {
  const what = value['$patch'] === 'delete' ? 'deletion' : 'strategic merge'
  return { kind: 'other', what, value }
}

function unreadable(origin: Origin, target: unknown): Change {
  const content = { kind: 'other', what: 'unreadable patch' } as const
  return { origin, target: target == null ? undefined : readSelector(target), content }
}
