import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** A change that the API server was asked for, and by whom. */
export interface Change {
  readonly verb: string
  /** Whose credentials came with the request. */
  readonly user: string
  /** As whom it was to be made; empty if as the user itself. */
  readonly impersonated: string
  /** `resource namespace/name`. */
  readonly object: string
  /** The HTTP status. */
  readonly code: number
}

interface AuditEvent {
  readonly requestURI: string
  readonly verb: string
  readonly user: { readonly username: string }
  readonly impersonatedUser?: { readonly username: string }
  readonly objectRef: {
    readonly resource: string
    readonly namespace?: string
    readonly name?: string
  }
  readonly responseStatus?: { readonly code: number }
}

const policy = {
  apiVersion: 'audit.k8s.io/v1',
  kind: 'Policy',
  omitStages: ['RequestReceived'],
  rules: [
    { level: 'None', verbs: ['get', 'list', 'watch'] },
    { level: 'None', resources: [{ group: 'coordination.k8s.io' }, { resources: ['events'] }] },
    { level: 'Metadata' },
  ],
}

/** The arguments with which an API server that keeps its files in `folder` notes every change. */
export function auditArguments(folder: string): readonly string[] {
  const file = join(folder, 'audit-policy.json')
  writeFileSync(file, JSON.stringify(policy))
  return [`--audit-policy-file=${file}`, `--audit-log-path=${logIn(folder)}`]
}

/** Every change that was asked for so far, oldest first. */
export function changesIn(folder: string): readonly Change[] {
  return readFileSync(logIn(folder), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as AuditEvent)
    .filter(({ requestURI }) => !requestURI.includes('dryRun=All'))
    .map(({ verb, user, impersonatedUser, objectRef, responseStatus }) => ({
      verb,
      user: user.username,
      impersonated: impersonatedUser?.username ?? '',
      object: `${objectRef?.resource} ${objectRef?.namespace ?? ''}/${objectRef?.name ?? ''}`,
      code: responseStatus?.code ?? 0,
    }))
}

function logIn(folder: string): string {
  return join(folder, 'audit.log')
}
