import type { Result, Severity } from '../krm/result.ts'

/** A result as the package kpt-functions types it: severity `warn`, `suggestedValue`, parts that may be undefined. */
export interface KptResult {
  severity: 'error' | 'warn' | 'info'
  message: string
  tags?: { [key: string]: string } | undefined
  resourceRef?: { apiVersion: string; kind: string; namespace: string; name: string } | undefined
  file?: { path?: string | undefined; index?: number | undefined } | undefined
  field?: { path: string; currentValue?: unknown; suggestedValue?: unknown } | undefined
}

/** Our result in the words of kpt-functions. */
export function toKptResult(result: Result): KptResult {
  const { severity, message, tags, resourceRef, file, field } = result
  return {
    severity: severity === 'warning' ? 'warn' : severity,
    message,
    ...(tags && { tags: { ...tags } }),
    ...(resourceRef && { resourceRef: { ...resourceRef, namespace: resourceRef.namespace ?? '' } }),
    ...(file && { file: { ...file } }),
    ...(field && {
      field: {
        path: field.path,
        ...('currentValue' in field && { currentValue: field.currentValue }),
        ...('proposedValue' in field && { suggestedValue: field.proposedValue }),
      },
    }),
  }
}

/**
 * A result of a KptFunc as the KRM functions specification shapes it: `warn` becomes `warning`, a severity that is
 * missing or unknown becomes `error`, the specification's default, and parts that are undefined are left out.
 */
export function fromKptResult(result: KptResult): Result {
  const { message, tags, resourceRef, file, field } = result
  return {
    message: String(message),
    severity: severityOf(result.severity),
    ...(resourceRef && { resourceRef: refOf(resourceRef) }),
    ...(field?.path && {
      field: {
        path: field.path,
        ...(field.currentValue !== undefined && { currentValue: field.currentValue }),
        ...(field.suggestedValue !== undefined && { proposedValue: field.suggestedValue }),
      },
    }),
    ...(file?.path && {
      file: { path: file.path, ...(file.index !== undefined && { index: file.index }) },
    }),
    ...(tags && { tags: { ...tags } }),
  }
}

function severityOf(severity: string): Severity {
  switch (severity) {
    case 'warn':
    case 'warning':
      return 'warning'
    case 'info':
      return 'info'
    default:
      return 'error'
  }
}

function refOf({ apiVersion, kind, namespace, name }: NonNullable<KptResult['resourceRef']>) {
  return { apiVersion, kind, name, ...(namespace && { namespace }) }
}
