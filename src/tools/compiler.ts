import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cached } from './cache.ts'
import { bunVersion, type Platform, type PlatformName, platforms } from './platforms.ts'

/**
 * The path of the compiler's binary for a platform, from npm the first time; it is no part of the main install, and no install
 * script runs. Throws where the tarball is not the one that is pinned.
 */
export function compilerFor(name: PlatformName): string {
  const platform: Platform = platforms[name]
  return cached(`${platform.target}-${bunVersion}`, (out) => install(platform, out))
}

function install({ package: name, cpu, integrity }: Platform, out: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'compiler-'))
  try {
    execFileSync(
      'npm',
      [
        ...['install', '--prefix', folder, '--no-save', '--no-audit', '--no-fund'],
        // --force: a package for another machine is what is asked for
        ...['--ignore-scripts', '--force', '--os=linux', `--cpu=${cpu}`, `${name}@${bunVersion}`],
      ],
      { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
    )
    // npm has held the tarball to this integrity
    const { packages } = JSON.parse(
      readFileSync(join(folder, 'node_modules', '.package-lock.json'), 'utf8'),
    )
    const installed = packages[`node_modules/${name}`]?.integrity
    if (installed !== integrity) {
      throw new Error(
        `The package "${name}" must have the integrity "${integrity}": "${installed}".`,
      )
    }
    cpSync(join(folder, 'node_modules', name, 'bin', 'bun'), out)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
