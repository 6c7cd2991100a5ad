import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { GoModule } from './go-modules.ts'
import { outputOf } from './run.ts'

const buildEnvironment = { CGO_ENABLED: '0', GOTOOLCHAIN: 'local', GOFLAGS: '-mod=mod' }

/** Builds the program in `root`, a Go module's root, or in a folder of it, into the file `out`. */
export function buildGoFolder(
  root: string,
  out: string,
  { folder = '', variables = {} }: Pick<GoModule, 'folder' | 'variables'> = {},
): void {
  const set = Object.entries(variables).map(([name, value]) => ` -X ${name}=${value}`)
  outputOf(
    'go',
    ['build', '-buildvcs=false', '-ldflags', `-s -w${set.join('')}`, '-o', out, `./${folder}`],
    { cwd: root, env: buildEnvironment },
  )
}

/**
 * Builds the program of a published Go module. `go install` refuses modules with `replace` lines, so the source is
 * copied and the lines that name a folder next door are dropped.
 */
export function buildGoModule(program: GoModule, out: string): void {
  const work = mkdtempSync(join(tmpdir(), 'go-module-'))
  try {
    const source = join(work, 'source')
    copyModule(program, work, source)
    for (const path of program.drop ?? [])
      rmSync(join(source, path), { recursive: true, force: true })
    for (const [path, text] of Object.entries(program.embedded ?? {})) {
      mkdirSync(dirname(join(source, path)), { recursive: true })
      writeFileSync(join(source, path), text)
    }
    for (const edit of moduleEdits(source, program.staging)) {
      outputOf('go', ['mod', 'edit', edit], { cwd: source })
    }
    buildGoFolder(source, out, program)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

function copyModule({ module, version }: GoModule, work: string, source: string): void {
  const answer = outputOf('go', ['mod', 'download', '-json', `${module}@${version}`], { cwd: work })
  const { Dir } = JSON.parse(answer) as { Dir: string }
  cpSync(Dir, source, { recursive: true })
  makeWritable(source)
}

/** What `go mod edit` has to do so that the module builds alone. */
function moduleEdits(folder: string, staging: string | undefined): readonly string[] {
  const { Replace, Require } = JSON.parse(
    outputOf('go', ['mod', 'edit', '-json'], { cwd: folder }),
  ) as {
    Replace: readonly { Old: { Path: string }; New: { Version?: string } }[] | null
    Require: readonly { Path: string; Version: string }[] | null
  }
  const local = (Replace ?? []).filter(({ New }) => !New.Version)
  const staged = staging ? (Require ?? []).filter(({ Version }) => Version === 'v0.0.0') : []
  return [
    ...local.map(({ Old }) => `-dropreplace=${Old.Path}`),
    ...staged.map(({ Path }) => `-replace=${Path}=${Path}@${staging}`),
  ]
}

// the module cache is read-only, and the mode is copied with the files
function makeWritable(folder: string): void {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) makeWritable(path)
    else chmodSync(path, 0o644)
  }
}
