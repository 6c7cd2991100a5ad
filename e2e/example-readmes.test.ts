import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { safeLoad, safeLoadAll } from 'js-yaml'
import { type Example, examples } from '../functions/examples.ts'
import { fluxTenancyIn, withFluxTenancyOnPath } from './hosts/flux-tenancy.ts'
import { readResources, withPackage } from './hosts/package.ts'
import { kpt, kustomize } from './hosts/programs.ts'
import { run } from './hosts/run.ts'
import { appliedObjects } from './objects.ts'

/** What a newcomer does with the README of an example and nothing else: its commands, one after the other, in its folder. */
const all = examples().map((example) => ({
  ...example,
  readme: readFileSync(join(example.folder, 'README.md'), 'utf8'),
}))
const ofTenants = all.filter(({ stream }) => /^kind: Tenant$/m.test(stream))
const expected = ({ folder }: Example, file: string) =>
  readFileSync(join(folder, '.expected', file), 'utf8')

/** The lines of the blocks of commands. */
function commandsIn(readme: string): readonly string[] {
  return [...readme.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].flatMap(([, block = '']) =>
    block.trimEnd().split('\n'),
  )
}

/** Runs `work` in the example's folder of a clone, where all the others are too, with their Tenants and old releases of Flux. */
function withClone(example: Example, work: (folder: string, root: string) => void): void {
  const root = mkdtempSync(join(tmpdir(), 'clone-'))
  try {
    mkdirSync(join(root, '.git'))
    cpSync('functions', join(root, 'functions'), { recursive: true })
    work(join(root, example.folder), root)
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

/** Runs `work` where kustomize and flux-tenancy are on PATH, as after an installation. */
function withPrograms<Value>(work: (env: { PATH: string }) => Value): Value {
  const folder = mkdtempSync(join(tmpdir(), 'programs-'))
  try {
    symlinkSync(kustomize(), join(folder, 'kustomize'))
    return withFluxTenancyOnPath(({ PATH }) => work({ PATH: `${folder}:${PATH}` }))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

test.each(all)('$name: every command ends as its README says', (example) => {
  kpt()
  const { exitCode } = safeLoad(expected(example, 'results.yaml')) as { exitCode: number }
  const commands = commandsIn(example.readme)
  expect(commands.length).toBeGreaterThan(2)
  withClone(example, (cwd, root) => {
    // one shell for all of them, as in a terminal
    const script = commands.map((command) => `${command}\necho "ended $?" >>"$TMPDIR/ends"\n`)
    const { stderr } = withPrograms((env) =>
      run('bash', ['-o', 'pipefail', '-c', script.join('')], {
        cwd,
        env: { ...env, TMPDIR: root },
      }),
    )
    const ends = readFileSync(join(root, 'ends'), 'utf8').trimEnd().split('\n')
    const told = commands.map((command, at) => `${command}: ${ends[at]}`)
    const wanted = commands.map((command) => {
      const own = /# exits (\d)/.exec(command)?.[1]
      return `${command}: ended ${own ?? (command.startsWith('cd ') ? 0 : exitCode)}`
    })
    expect({ told, stderr: told.join() === wanted.join() ? '' : stderr }).toEqual({
      ...{ told: wanted, stderr: '' },
    })
  })
})

test.each(ofTenants)('$name: a folder becomes what the hosts make of it', async (example) => {
  await withPackage(example, (folder) => {
    const first = fluxTenancyIn(folder, ['render', '.'])
    expect({ exitCode: first.exitCode, changed: first.stdout !== '' }).toEqual({
      ...{ exitCode: 0, changed: true },
    })
    const rendered = readResources(folder)
    expect(appliedObjects(rendered)).toEqual(appliedObjects(expected(example, 'output.yaml')))
    expect(fluxTenancyIn(folder, ['render', '.']).stderr).toContain('0 files changed')
    // what Flux runs: no function
    const built = run(
      'bash',
      ['-c', `sed -i '/^transformers:/,$d' kustomization.yaml && "$K" build .`],
      {
        ...{ cwd: folder, env: { K: kustomize() } },
      },
    )
    expect(appliedObjects(built.stdout)).toEqual(appliedObjects(rendered))
  })
})

interface Source {
  readonly kind: string
  readonly metadata: { readonly namespace: string }
  readonly spec: { readonly url: string; readonly secretRef?: { readonly name: string } }
}

test.each(ofTenants)('$name: its README makes the Secrets that its sources want', (example) => {
  const sources = (safeLoadAll(expected(example, 'output.yaml')) as Source[]).filter(
    ({ kind }) => kind === 'GitRepository',
  )
  const wanted = sources.flatMap(({ metadata, spec: { url, secretRef } }) =>
    secretRef
      ? `flux create secret git ${secretRef.name} --namespace=${metadata.namespace} --url=${url}`
      : [],
  )
  const told = example.readme.match(/flux create secret git \S+ \S+ \S+/g) ?? []
  expect(told).toEqual(wanted)
})
