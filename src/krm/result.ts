import { indexAnnotations, pathAnnotations } from './annotations.ts'
import { type FieldPath, formatFieldPath } from './field-path.ts'
import type { Item } from './item.ts'

export const severities = ['error', 'warning', 'info'] as const
export type Severity = (typeof severities)[number]

/** The object that a result speaks of. */
export interface ResourceRef {
  readonly apiVersion: string
  readonly kind: string
  readonly name: string
  readonly namespace?: string
}

/**
 * A finding, as the KRM functions specification shapes it. Severity is always written: the schema's
 * default is `error`, and kpt and kustomize read a missing one as `info`.
 */
export interface Result {
  readonly message: string
  readonly severity: Severity
  readonly resourceRef?: ResourceRef
  readonly field?: {
    readonly path: string
    readonly currentValue?: unknown
    readonly proposedValue?: unknown
  }
  /** `line`, from 1, is set for files of a repository; the specification knows only the others. */
  readonly file?: { readonly path: string; readonly index?: number; readonly line?: number }
  /** `rule` is the id that `flux-tenancy explain` knows; `class` is set by TenancyCheck. */
  readonly tags?: Readonly<Record<string, string>>
}

/** What a result says of a field: its place, and the values before and after. */
export interface FieldFinding {
  readonly path: FieldPath
  readonly currentValue?: unknown
  readonly proposedValue?: unknown
}

/** A result on one item, with its reference and, where the orchestrator told it, its file. */
export function resultOn(
  item: Item,
  severity: Severity,
  rule: string,
  message: string,
  field?: FieldFinding,
): Result {
  const file = fileOf(item)
  return {
    message,
    severity,
    resourceRef: refTo(item),
    ...(field && { field: { ...field, path: formatFieldPath(field.path) } }),
    ...(file && { file }),
    tags: { rule },
  }
}

/** A result on the input as a whole. */
export function resultOnInput(severity: Severity, rule: string, message: string): Result {
  return { message, severity, tags: { rule } }
}

export function hasErrors(results: readonly Result[]): boolean {
  return results.some((result) => result.severity === 'error')
}

/** The reference to an item; a missing name is empty, since the specification requires one. */
export function refTo(item: Item): ResourceRef {
  const { name, namespace } = item
  return {
    apiVersion: item.apiVersion,
    kind: item.kind,
    name: name ?? '',
    ...(namespace !== undefined && { namespace }),
  }
}

/** The item's file by its annotations: a relative path with slashes, and the document's index from 0. */
export function fileOf(item: Item): { path: string; index?: number } | undefined {
  const path = firstAnnotation(item, pathAnnotations)
  if (path === undefined) return undefined
  const index = Number(firstAnnotation(item, indexAnnotations) ?? '')
  return Number.isInteger(index) && index > 0 ? { path, index } : { path }
}

function firstAnnotation(item: Item, keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const value = item.annotation(key)
    if (value !== undefined) return value
  }
  return undefined
}
