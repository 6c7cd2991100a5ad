import { readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { safeLoad, safeLoadAll } from 'js-yaml'
import { renderPackage } from '../src/run/package.ts'
import { edited, type FileEdit, filesIn, packageAt } from '../testdata/package-files.ts'
import { cases, harmless, lines, list, overlay, own, tenant } from '../testdata/tenant-builds.ts'
import { changesOf, shownIn, type TenantObject } from './tenants/built-changes.ts'
import { type Built, builtFolder } from './tenants/built-folder.ts'
import { withFolder } from './tenants/package-folder.ts'

// what is told of kustomizations over a Tenant's objects, beside what a real kustomize, or Flux's own build, makes of them

type Texts = ReadonlyMap<string, string>

function rendered(files: Texts): Texts {
  const { changes } = renderPackage(packageAt(files, '.'), {})
  return new Map([...files, ...(changes as Texts)])
}

const home = 'tenants/t1.rendered.yaml'
const base = rendered(new Map(Object.entries({ 'tenants/t1.yaml': tenant, [own]: list })))

/** What a folder is built to, beside what was rendered. */
function judged(
  files: Texts,
  made: string,
  folder: string,
): Built & { readonly told: readonly string[] } {
  return withFolder(Object.fromEntries(files), (root) => {
    const built = builtFolder(root, folder)
    const before = safeLoadAll(files.get(made) ?? '') as TenantObject[]
    const after = (safeLoadAll(built.text) as TenantObject[]).filter(Boolean)
    return { ...built, told: changesOf(before, after) }
  })
}

function withMore(more: Readonly<Record<string, string>>): Texts {
  const texts = Object.entries(more).map(([path, text]): [string, string] => [
    path,
    path === own ? `${base.get(own)}${text}` : text,
  ])
  return new Map([...base, ...texts])
}

/** What the build has to show for a field that is told. */
function shownBy(rule: string, field: string, deletes = false): string {
  if (rule === 'tenant-object-renamed') return field === 'targetNamespace' ? 'namespace' : field
  return deletes ? 'deleted' : 'changed'
}

/** A Component is built where it is used. */
const builtFor = (file: string) => (dirname(file) === 'c' ? 'tenants' : dirname(file))

const clear = Object.entries(cases).filter(
  ([, [, ...tells]]) => !tells.some((tell) => tell.startsWith('patch-unclear')),
)

test.each(clear.filter(([, [, ...tells]]) => tells.length > 0))(
  '%s: what is told is what is built',
  (_name, [more, ...tells]) => {
    const files = withMore(more)
    const told = tells.map((tell) => tell.split(/ |:\d+ /))
    const [[first = '', file = ''] = []] = told
    const built = judged(files, home, builtFor(file))
    expect(built.exitCode === 0).toBe(first !== 'build-fails')
    if (first === 'build-fails') return
    const deletes = files.get(file)?.includes('$patch: delete')
    const wanted = told.map(([rule = '', , field = '']) => shownBy(rule, field, deletes))
    expect(shownIn(built.told)).toEqual(wanted.sort())
  },
)

test.each(
  clear.flatMap(([name, [more, ...tells]]) =>
    [...new Set(['tenants', ...Object.keys(more).map(builtFor)])].flatMap((folder) =>
      tells.length === 0 ? [[name, folder, more] as const] : [],
    ),
  ),
)('%s: nothing is told, and %s is built to what was rendered', (_name, folder, more) => {
  const built = judged(withMore(more), home, folder)
  expect([built.exitCode, shownIn(built.told)]).toEqual([0, []])
})

const both = (text: string) => ({
  inside: withMore({ [own]: text }),
  over: withMore({ 'over/kustomization.yaml': overlay + text }),
})

test.each(lines.filter(([, sentence]) => sentence.startsWith('`')))(
  '%j: so it is',
  (text, sentence) => {
    const field = sentence.replace(/^`(\w+).*/, '$1')
    const { inside, over } = both(text)
    // a patch of labels is told as any patch
    const isOfLabels = text.includes('/metadata/labels')
    const wanted = field === 'patches' ? 'changed' : field
    for (const { told, exitCode } of [
      judged(inside, home, 'tenants'),
      judged(over, home, 'over'),
    ]) {
      expect([exitCode, isOfLabels ? told : shownIn(told)]).toEqual([
        0,
        [isOfLabels ? 'labelled' : wanted],
      ])
    }
  },
)

test.each(harmless)('%j changes nothing that counts', (text) => {
  const { inside, over } = both(text)
  for (const built of [judged(inside, home, 'tenants'), judged(over, home, 'over')]) {
    expect([built.exitCode, shownIn(built.told)]).toEqual([0, []])
  }
})

interface Attack {
  readonly edits: readonly FileEdit[]
  readonly tells?: { readonly rule: string; readonly at: string }
}
const tenants = 'clusters/dev/tenants'
const attacks = Object.entries(
  safeLoad(readFileSync('testdata/repository-attacks.yaml', 'utf8')) as Record<string, Attack>,
).filter(
  ([, { edits, tells }]) =>
    edits.some(({ file }) => file === `${tenants}/t1.yaml`) && tells?.rule !== 'patch-unclear',
)

test('three attacks on Tenants are told for sure', () => {
  expect(attacks).toHaveLength(3)
})

test.each(attacks)('%s: so it is', (_name, { edits, tells }) => {
  const repository = filesIn('testdata/repositories/four-versions')
  const plain = edits.map((edit) => ({
    ...edit,
    ...(edit.file === `${tenants}/kustomization.yaml` && { text: list }),
  }))
  const before = renderPackage(packageAt(edited(repository, plain.slice(0, 2)), 'clusters/dev'), {})
  const made = `${tenants}/t1.rendered.yaml`
  const files = new Map([...edited(repository, edits), [made, before.changes.get(made) ?? '']])
  const listed = `${tenants}/kustomization.yaml`
  files.set(listed, files.get(listed)?.replace('- t1.yaml\n', '- t1.rendered.yaml\n') ?? '')
  const [file = '', line = ''] = tells?.at.split(':') ?? []
  const field = edited(repository, edits).get(file)?.split('\n')[Number(line) - 1] ?? ''
  const { told, exitCode } = judged(files, made, dirname(file))
  expect(exitCode).toBe(0)
  expect(shownIn(told)).toEqual([shownBy(tells?.rule ?? '', field.replace(/:.*/, ''))])
})
