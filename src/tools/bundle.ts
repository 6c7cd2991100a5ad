import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { BuildOptions } from 'esbuild'

const { version } = JSON.parse(readFileSync('package.json', 'utf8'))

/** The programs, each by the name of its file in dist/. */
export const executables = {
  'flux-tenancy': 'src/cli/main.ts',
  fluxtenancy: 'functions/fluxtenancy/main.ts',
  tenancycheck: 'functions/tenancycheck/main.ts',
} as const

/** The same of what others import. */
export const libraries = {
  index: 'src/index.ts',
  'kpt-functions': 'src/run/kpt-functions.ts',
} as const

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
