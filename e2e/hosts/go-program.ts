import { chmodSync, cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { outputOf } from './run.ts'

const buildEnvironment = { CGO_ENABLED: '0', GOTOOLCHAIN: 'local', GOFLAGS: '-mod=mod' }

/** Builds the program in `folder`, a Go module's root, into the file `out`. */
export function buildGoFolder(folder: string, out: string): void {
  outputOf('go', ['build', '-buildvcs=false', '-ldflags', '-s -w', '-o', out, '.'], {
    cwd: folder,
    env: buildEnvironment,
  })
}

/**
 * Builds the program at the root of a published Go module. `go install` refuses modules with `replace` lines, so
 * the source is copied and the lines that name a folder next door are dropped.
 */
export function buildGoModule(module: string, version: string, out: string): void {
  const work = mkdtempSync(join(tmpdir(), 'go-module-'))
  try {
    const answer = outputOf('go', ['mod', 'download', '-json', `${module}@${version}`], {
      cwd: work,
    })
    const { Dir } = JSON.parse(answer) as { Dir: string }
    const source = join(work, 'source')
    cpSync(Dir, source, { recursive: true })
    makeWritable(source)
    for (const path of localReplacements(source)) {
      outputOf('go', ['mod', 'edit', `-dropreplace=${path}`], { cwd: source })
    }
    buildGoFolder(source, out)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

function localReplacements(folder: string): readonly string[] {
  const { Replace } = JSON.parse(outputOf('go', ['mod', 'edit', '-json'], { cwd: folder })) as {
    Replace: readonly { Old: { Path: string }; New: { Version?: string } }[] | null
  }
  return (Replace ?? []).filter(({ New }) => !New.Version).map(({ Old }) => Old.Path)
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
