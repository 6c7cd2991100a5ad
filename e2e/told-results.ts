import type { HostRun } from './hosts/example-hosts.ts'

/** A result as `.expected/results.yaml` holds it. */
export interface WrittenResult {
  readonly message: string
  readonly severity: string
  readonly tags?: Readonly<Record<string, string>>
}

/** What people read of a run under a host: the messages, in order; a line that is not as it should be stands for itself. */
export function toldMessages(
  host: string,
  { stderr, exitCode }: HostRun,
  results: readonly WrittenResult[],
): readonly string[] {
  const lines = stderr.split('\n').filter((line) => line !== '')
  if (host === 'KptFunc') return lines
  const expected = toldResults(host, results)
  const own = host.startsWith('kpt')
    ? lines.filter((line) => line.startsWith('    ['))
    : lines.filter((line) => !(exitCode !== 0 && line.startsWith('Error: ')))
  return own.map((line, at) => {
    const { severity = '', message = '' } = expected[at] ?? {}
    const start = host.startsWith('kpt') ? `    [${severity}]` : `flux-tenancy: ${severity}: `
    return line.startsWith(start) && message !== '' && line.includes(message) ? message : line
  })
}

/** The results that a host tells people of, in its order. */
export function toldResults(
  host: string,
  results: readonly WrittenResult[],
): readonly WrittenResult[] {
  if (host === 'KptFunc') return results.filter(({ severity }) => severity === 'error')
  // kpt prints them as the list has them
  if (host.startsWith('kpt')) return results
  const sorted = ['error', 'warning', 'info'].flatMap((severity) =>
    results.filter((result) => result.severity === severity),
  )
  // kustomize drops the comment that says so
  return host === 'library' || host === 'podman run'
    ? sorted
    : sorted.filter(({ tags }) => tags?.['rule'] !== 'generated-by-flux')
}
