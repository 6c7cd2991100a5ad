// Builds dist/: one bundled file for each entry, and the declarations of the library.
import { execFileSync } from 'node:child_process'
import { chmodSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { build } from 'esbuild'

const { version } = JSON.parse(readFileSync('package.json', 'utf8'))

/** Each entry by the name of its file in dist/. */
const executables = {
  'flux-tenancy': 'src/cli/main.ts',
  fluxtenancy: 'functions/fluxtenancy/main.ts',
  tenancycheck: 'functions/tenancycheck/main.ts',
}
const libraries = { index: 'src/index.ts', 'kpt-functions': 'src/run/kpt-functions.ts' }

const shared = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  outdir: 'dist',
  define: { FLUX_TENANCY_VERSION: JSON.stringify(version) },
  // `yaml` is CommonJS for Node; its browser entry is the same code as ES modules, which esbuild can shake
  alias: {
    yaml: createRequire(import.meta.url)
      .resolve('yaml')
      .replace(/dist\/index\.js$/, 'browser/dist/index.js'),
  },
  legalComments: 'none',
  logLevel: 'warning',
}

rmSync('dist', { recursive: true, force: true })
await build({
  ...shared,
  entryPoints: executables,
  minify: true,
  banner: { js: '#!/usr/bin/env node' },
})
await build({ ...shared, entryPoints: libraries, external: ['kpt-functions'] })
for (const name of Object.keys(executables)) chmodSync(`dist/${name}.js`, 0o755)
execFileSync(
  process.execPath,
  [
    'node_modules/@typescript/native/bin/tsc',
    ...['--project', 'src/tools/declarations.tsconfig.json'],
  ],
  { stdio: 'inherit' },
)
