import { type ResourceRef, type Result, severities } from '../krm/result.ts'

/**
 * Results in the order in which people should read them: errors, warnings, infos; within a severity as they were
 * found. kpt shows four lines and cuts the rest, so the cause must stand first.
 */
export function sortedResults(results: readonly Result[]): readonly Result[] {
  return severities.flatMap((severity) => results.filter((result) => result.severity === severity))
}

/**
 * A result on one line: `error: Deployment/flux-system/helm-controller spec.replicas: message (apps.yaml) [rule]`.
 * Parts that a result lacks are left out.
 */
export function resultLine(result: Result): string {
  const { severity, message, resourceRef, field, file, tags } = result
  const place = [resourceRef && formatRef(resourceRef), field?.path]
    .filter((part) => part)
    .join(' ')
  const where = file && ` (${formatFile(file)})`
  const rule = tags?.['rule'] && ` [${tags['rule']}]`
  return printable(`${severity}: ${place && `${place}: `}${message}${where ?? ''}${rule ?? ''}`)
}

/** As compilers say it, where the line is known: `a.yaml:12`; else with the document, from 1, where it is not the first. */
function formatFile({ path, index, line }: NonNullable<Result['file']>): string {
  if (line !== undefined) return `${path}:${line}`
  return index ? `${path}, document ${index + 1}` : path
}

/** An object as Flux prints it: `Kind/namespace/name`, or `Kind/name` where there is no namespace. */
function formatRef({ kind, namespace, name }: ResourceRef): string {
  return [kind, namespace, name].filter((part) => part).join('/')
}

/** Text of an input on one line: line ends become spaces, other control characters cannot reach the terminal. */
export function printable(text: string): string {
  return text
    .replace(/\s*[\r\n]+\s*/g, ' ')
    .replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, escaped)
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}
