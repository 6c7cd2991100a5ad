// Builds dist/: one bundled file for each entry, and the declarations of the library.
import { execFileSync } from 'node:child_process'
import { chmodSync, rmSync } from 'node:fs'
import { build } from 'esbuild'
import { bundleOptions, executables, libraries } from './bundle.ts'

rmSync('dist', { recursive: true, force: true })
await build({
  ...bundleOptions,
  outdir: 'dist',
  entryPoints: executables,
  minify: true,
  banner: { js: '#!/usr/bin/env node' },
})
await build({
  ...bundleOptions,
  outdir: 'dist',
  entryPoints: libraries,
  external: ['kpt-functions'],
})
for (const name of Object.keys(executables)) chmodSync(`dist/${name}.js`, 0o755)
execFileSync(
  process.execPath,
  [
    'node_modules/@typescript/native/bin/tsc',
    ...['--project', 'src/tools/declarations.tsconfig.json'],
  ],
  { stdio: 'inherit' },
)
