import { parseSync } from '@swc/core'
import { buildSync } from 'esbuild'
import { bundleOptions, executables, libraries } from './bundle.ts'

/*
 * What the program can do is what the bundle names: whatever a dependency brings is in it. The lists are by hand; a name more is a
 * decision, which docs/threat-model.md has to tell.
 */
const imported = {
  'flux-tenancy': ['node:fs', 'node:path', 'node:util'],
  fluxtenancy: ['node:fs', 'node:util'],
  tenancycheck: ['node:fs', 'node:util'],
  index: ['node:util'],
  'kpt-functions': ['kpt-functions', 'node:util'],
} as const satisfies Readonly<Record<keyof typeof executables | keyof typeof libraries, unknown>>
const ofProcess = [
  ...['argv', 'cwd', 'exitCode', 'kill', 'pid', 'platform', 'stderr', 'stdin', 'stdout'],
]
const runsCode = ['eval', 'Function', 'WebAssembly', 'require', 'importScripts']
const reachesOut = ['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest', 'Worker', 'navigator']

interface Named {
  readonly imports: Set<string>
  readonly globals: Set<string>
  readonly ofProcess: Set<string>
  /** Calls of `.constructor`, which makes a function from a text, writes to `__proto__`, and `process` as a whole. */
  readonly tricks: string[]
}

type Syntax = Readonly<Record<string, unknown>>

/** Everything that a bundle names, by its syntax: a word in a text is no name. */
function namesIn(code: string): Named {
  const named: Named = { imports: new Set(), globals: new Set(), ofProcess: new Set(), tricks: [] }
  visit(parseSync(code, { syntax: 'ecmascript', target: 'es2022' }), named)
  return named
}

function visit(value: unknown, named: Named): void {
  if (Array.isArray(value)) for (const each of value) visit(each, named)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return
  const node = value as Syntax
  note(node, named)
  named.tricks.push(...wholes(node))
  for (const [key, each] of Object.entries(node)) if (key !== 'span') visit(each, named)
}

function note(node: Syntax, { imports, globals, ofProcess: read, tricks }: Named): void {
  const at = (each: unknown) => (each ?? {}) as Syntax
  if (/^(?:Import|ExportNamed|ExportAll)Declaration$/.test(String(node['type']))) {
    const { value } = at(node['source'])
    if (value !== undefined) imports.add(String(value))
  }
  if (node['type'] === 'CallExpression') {
    const callee = at(node['callee'])
    const [argument] = (node['arguments'] as { expression: Syntax }[]).map(
      (each) => each.expression,
    )
    if (callee['type'] === 'Import') imports.add(constant(argument) ?? 'no constant')
    if (propertyOf(callee) === 'constructor') tricks.push('a call of `.constructor`')
  }
  if (node['type'] === 'AssignmentExpression' && propertyOf(at(node['left'])) === '__proto__') {
    tricks.push('a write to `__proto__`')
  }
  if (node['type'] === 'Identifier') globals.add(String(node['value']))
  const object = at(node['object'])
  if (node['type'] !== 'MemberExpression' || object['type'] !== 'Identifier') return
  if (object['value'] === 'process') read.add(propertyOf(node) ?? 'no constant')
  if (object['value'] === 'globalThis') globals.add(propertyOf(node) ?? 'no constant')
}

/** Where `process` or `globalThis` is handed on, and could be read by any name: not as the object of a member, nor behind `typeof`. */
function wholes(node: Syntax): readonly string[] {
  if (node['type'] === 'MemberExpression' || node['operator'] === 'typeof') return []
  return Object.entries(node).flatMap(([key, child]) => {
    const { type, value } = (child ?? {}) as Syntax
    const isWhole = type === 'Identifier' && (value === 'process' || value === 'globalThis')
    return isWhole && key !== 'key' ? [`all of \`${value}\``] : []
  })
}

function propertyOf({ property }: Syntax): string | undefined {
  const { type, value, expression } = (property ?? {}) as Syntax
  return type === 'Computed' ? constant(expression as Syntax) : (value as string | undefined)
}

function constant(expression: Syntax | undefined): string | undefined {
  return expression?.['type'] === 'StringLiteral' ? String(expression['value']) : undefined
}

function bundleOf(entry: string): Named {
  const { outputFiles } = buildSync({
    ...bundleOptions,
    entryPoints: [entry],
    write: false,
    external: ['kpt-functions'],
  })
  return namesIn(outputFiles[0]?.text ?? '')
}

describe.each(Object.entries({ ...executables, ...libraries }))('%s', (name, entry) => {
  const named = bundleOf(entry)

  test('imports nothing but what it needs: no network, no other process', () => {
    expect([...named.imports].sort()).toEqual(imported[name as keyof typeof imported])
  })

  test('names nothing that runs a text or reaches out', () => {
    expect([...runsCode, ...reachesOut].filter((each) => named.globals.has(each))).toEqual([])
    expect(named.tricks).toEqual([])
  })

  test('reads nothing of the process but its words, its pipes and its number: no environment', () => {
    expect([...named.ofProcess].filter((each) => !ofProcess.includes(each))).toEqual([])
    if (name in libraries) expect([...named.ofProcess]).toEqual([])
  })
})

test.each([
  ["import x from 'node:http'; x()", { imports: 'node:http' }],
  ["export * from 'net'", { imports: 'net' }],
  ["await import('node:vm')", { imports: 'node:vm' }],
  ['await import(name)', { imports: 'no constant' }],
  ["new Function('x')", { globals: 'Function' }],
  ["globalThis['eval']('x')", { globals: 'eval' }],
  ['process.env.HOME', { ofProcess: 'env' }],
  ['process[name]', { ofProcess: 'no constant' }],
])('the test sees `%s`', (code, seen) => {
  const named = namesIn(code)
  for (const [list, name] of Object.entries(seen)) {
    expect([...named[list as 'imports']]).toContain(name)
  }
})

test.each(["(() => {}).constructor('x')", 'a.__proto__ = b', "a['__proto__'] = b"])(
  'the test sees `%s` too',
  (code) => {
    expect(namesIn(code).tricks).toHaveLength(1)
  },
)
