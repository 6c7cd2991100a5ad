// Builds dist/flux-tenancy, the command line as one executable for Linux that needs no Node, and dist/flux-tenancy.cdx.json, what
// it is made of. `--arch amd64|arm64` names the platform (this machine's if absent), `--out FILE` another place.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { build } from 'esbuild'
import { billOfMaterials } from './bill-of-materials.ts'
import { bundleOptions } from './bundle.ts'
import { compilerFor } from './compiler.ts'
import { platformNamed, platforms } from './platforms.ts'

const { values } = parseArgs({ options: { arch: { type: 'string' }, out: { type: 'string' } } })
const name = platformNamed(values.arch)
const out = resolve(values.out ?? join('dist', 'flux-tenancy'))
const work = mkdtempSync(join(tmpdir(), 'build-exe-'))
try {
  const bundle = join(work, 'flux-tenancy.mjs')
  // by the bundler and with the options of dist/flux-tenancy.js: one source, two programs
  const { metafile } = await build({
    ...bundleOptions,
    entryPoints: ['src/cli/main.ts'],
    outfile: bundle,
    metafile: true,
  })
  mkdirSync(dirname(out), { recursive: true })
  execFileSync(
    compilerFor(platformNamed()),
    [
      ...['build', '--compile', '--minify', '--bytecode', '--format=esm'],
      // most runs are over before code that was made fast has paid for its making
      '--compile-jit-policy=5',
      // what lies in the folder where it is run must not count: a bunfig.toml there could run code of its own
      ...['--no-compile-autoload-dotenv', '--no-compile-autoload-bunfig'],
      ...['--no-compile-autoload-tsconfig', '--no-compile-autoload-package-json'],
      ...['--target', platforms[name].target],
      ...['--compile-executable-path', compilerFor(name)],
      ...[bundle, '--outfile', out],
    ],
    { cwd: work, stdio: ['ignore', 'ignore', 'inherit'] },
  )
  writeFileSync(`${out}.cdx.json`, billOfMaterials(metafile, platforms[name]))
} finally {
  rmSync(work, { recursive: true, force: true })
}
