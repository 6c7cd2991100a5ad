import {
  cases,
  component,
  harmless,
  lines,
  list,
  overlay,
  own,
  sync,
  tenant,
} from '../../testdata/tenant-builds.ts'
import { hasErrors } from '../krm/result.ts'
import { rules } from '../lockdown/rules.ts'
import { checkPackage, renderPackage } from './package.ts'
import type { Package } from './package-types.ts'

function packageOf(files: Readonly<Record<string, string>>): Package {
  return { files: new Map(Object.entries(files)), unreadable: new Map(), paths: [''] }
}

function after(input: Package): Package {
  const { changes } = renderPackage(input, {})
  return { ...input, files: new Map([...input.files, ...changes] as [string, string][]) }
}

const told = (results: readonly { message: string }[]) =>
  results.map(({ message }) => message).join(' ')

test.each(lines)('%j is told, in the same kustomization and in an overlay', (more, sentence) => {
  const inside = packageOf({
    'tenants/t1.yaml': tenant,
    'tenants/kustomization.yaml': list + more,
  })
  const outside = after(
    packageOf({ 'tenants/t1.yaml': tenant, 'tenants/kustomization.yaml': list }),
  )
  const overlaid = {
    ...outside,
    files: new Map([...outside.files, ['over/kustomization.yaml', overlay + more]]),
  }
  for (const input of [inside, overlaid]) {
    const rendered = renderPackage(input, {})
    expect(told(rendered.results)).toContain(sentence)
    // what is not sure stops no one, and is never taken for right
    if (!sentence.includes('not evaluated')) expect(rendered.changes.size).toBe(0)
    const checked = checkPackage(input, {})
    expect(told(checked.results)).toContain(sentence)
    expect(hasErrors(checked.results)).toBe(true)
  }
})

test.each(harmless)('%j is none', (more) => {
  const input = packageOf({
    'tenants/t1.yaml': tenant,
    'tenants/kustomization.yaml': list + more,
  })
  expect(told(checkPackage(after(input), {}).results)).not.toMatch(/must keep|must stay|evaluated/)
})

test.each([
  ['apiVersion: fluxtenancy.dev/v1alpha1\nkind: FluxTenancy\nmetadata: {name: a}\n', true],
  ['apiVersion: v1\nkind: Other\nmetadata: {name: a}\n', false],
])('a transformer %j: ours is %j', (text, isOurs) => {
  const list = 'resources:\n- t1.yaml\ntransformers:\n- fn.yaml\n'
  const files = { 't/t1.yaml': tenant, 't/kustomization.yaml': list, 't/fn.yaml': text }
  const { results } = checkPackage(after(packageOf(files)), {})
  expect(told(results).includes('`transformers[0]`')).toBe(!isOurs)
})

function checked(more: Readonly<Record<string, string>>, paths: readonly string[] = ['']) {
  const base = after(packageOf({ 'tenants/t1.yaml': tenant, [own]: list }))
  const files = new Map(base.files)
  for (const [path, text] of Object.entries(more)) {
    files.set(path, path === own ? `${files.get(path)}${text}` : text)
  }
  return checkPackage({ ...base, files, paths }, {})
    .results.filter(({ tags }) => tags?.['rule'] !== 'no-install')
    .map(({ tags, file, message }) => {
      const field = /`([^`]+)` (?:makes|changes|deletes|may change)/.exec(message)?.[1]
      return `${tags?.['rule']} ${file?.path}:${file?.line} ${field ?? message}`
    })
}

test.each(Object.entries(cases))('%s', (_name, [more, ...tells]) => {
  expect(checked(more)).toEqual(tells)
})

test('the text of each rule that is told here speaks of Tenants', () => {
  const told = Object.values(cases).flatMap(([, ...tells]) => tells)
  const ids = new Set(told.map((line) => line.slice(0, line.indexOf(' '))))
  const all: Readonly<Record<string, { readonly what: string }>> = rules
  const silent = [...ids].filter((id) => !all[id]?.what.includes('Tenant'))
  expect([ids.size, silent]).toEqual([4, []])
})

const over = { 'over/kustomization.yaml': `${overlay}namespace: foo\n` }
const named: readonly (readonly [string, Readonly<Record<string, string>>, number])[] = [
  ['over', over, 1],
  ['tenants', over, 1],
  ['elsewhere', { ...over, 'elsewhere/a.yaml': '' }, 0],
  ['sync', { 'sync/sync.yaml': sync('  targetNamespace: foo\n') }, 1],
  ['c', { [own]: 'components: [../c]\n', 'c/kustomization.yaml': component }, 1],
]

test.each(named)('naming "%s" alone is enough where it is on the way', (path, more, count) => {
  expect(checked(more, [path])).toHaveLength(count)
})

test('A line is told as it is in the file that is there, and the sentence says what to do', () => {
  const files = { 'tenants/t1.yaml': tenant, [own]: `${list}namespace: flux-system\n` }
  const { results } = renderPackage(packageOf(files), {})
  const [renamed] = results.filter(({ tags }) => tags?.['rule'] === 'tenant-object-renamed')
  expect(renamed?.file).toEqual({ path: own, line: 3 })
  expect(renamed?.message).toContain('take the field away, or rename the Tenant instead')
})
