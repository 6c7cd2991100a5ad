import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** Two Tenants in one file; one with a source, one with two namespaces. */
export const tenants = `# our tenants
apiVersion: fluxtenancy.dev/v1alpha1
kind: Tenant
metadata:
  name: team-a # the first
spec:
  git: {url: "ssh://git@example.org/a"}
---
apiVersion: fluxtenancy.dev/v1alpha1
kind: Tenant
metadata:
  name: team-b
spec:
  namespaces:
  - name: team-b
  - name: team-b-jobs
`
/** A configuration that takes the input for the whole package. */
export const fnConfig = `apiVersion: fluxtenancy.dev/v1alpha1
kind: FluxTenancy
metadata:
  name: production
  annotations:
    config.kubernetes.io/function: |
      exec: {path: flux-tenancy}
spec:
  prune: true
`
/** A Kptfile, with a `pipeline` or none. */
export const kptfile = (pipeline: string) =>
  `apiVersion: kpt.dev/v1\nkind: Kptfile\nmetadata:\n  name: package\n${pipeline}`

/** Texts by path. */
export type Files = Readonly<Record<string, string>>

/** Runs `work` in a folder with these files, which goes afterwards. */
export function withFolder<Value>(files: Files, work: (folder: string) => Value): Value {
  const folder = mkdtempSync(join(tmpdir(), 'tenants-'))
  try {
    write(folder, files)
    return work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Writes files over those that are there. */
export function write(folder: string, files: Files): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}

/** Every file of a folder, by path. */
export function read(folder: string): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
  return Object.fromEntries(
    paths.sort().map((path) => [path.slice(folder.length + 1), readFileSync(path, 'utf8')]),
  )
}

/** `Kind namespace/name` of a stream that kustomize or we printed. */
export function objectsIn(text: string): readonly string[] {
  return text
    .split(/^---\n/m)
    .filter((document) => /^kind:/m.test(document))
    .map((document) => {
      const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(document)?.[1] ?? ''
      return `${field('kind')} ${field('  namespace')}/${field('  name').replace(/ #.*/, '')}`
    })
    .sort()
}

/** What they stand for, as `objectsIn` tells it. */
export const made = [
  'GitRepository team-a/team-a',
  'Kustomization team-a/team-a',
  'Namespace /team-a',
  'Namespace /team-b',
  'Namespace /team-b-jobs',
  'RoleBinding team-a/flux',
  'RoleBinding team-b-jobs/flux',
  'RoleBinding team-b/flux',
  'ServiceAccount team-a/flux',
  'ServiceAccount team-b-jobs/flux',
  'ServiceAccount team-b/flux',
]
