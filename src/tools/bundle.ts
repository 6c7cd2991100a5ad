import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { BuildOptions } from 'esbuild'

const { version } = JSON.parse(readFileSync('package.json', 'utf8'))

/** How every entry is bundled with what it imports: for dist/, and for the tests that run the program as a process. */
export const bundleOptions = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  define: { FLUX_TENANCY_VERSION: JSON.stringify(version) },
  // `yaml` is CommonJS for Node; its browser entry is the same code as ES modules, which esbuild can shake
  alias: {
    yaml: createRequire(import.meta.url)
      .resolve('yaml')
      .replace(/dist\/index\.js$/, 'browser/dist/index.js'),
  },
  legalComments: 'none',
  logLevel: 'warning',
} as const satisfies BuildOptions
