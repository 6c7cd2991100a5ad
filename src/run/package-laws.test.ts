import fc from 'fast-check'
import { filesIn, packageAt } from '../../testdata/package-files.ts'
import { withTexts } from '../krm/files.ts'
import { isKustomizationName } from '../kustomize/kustomization-file.ts'
import { isComponentText } from '../lockdown/component.ts'
import { checkPackage, renderPackage } from './package.ts'

type Files = ReadonlyMap<string, string>

const folder = 'testdata/repositories'
const repositories = new Map(
  [
    'four-versions',
    'list-replaced',
    'locked-by-files',
    'locked-inline',
    'mirror-registry',
    'overlay-false',
    'root-of-another-name',
    'shared-base',
    'sync-unlocks',
  ].map((name) => [name, filesIn(`${folder}/${name}`)]),
)

/** One thing that people, editors and tools do to the files of a repository. */
type Damage = (files: Files, pick: (count: number) => number) => Files

const inOneFile =
  (
    change: (text: string, pick: (count: number) => number) => string,
    isFor = (_: string) => true,
  ): Damage =>
  (files, pick) => {
    const paths = [...files.keys()].filter(isFor)
    const path = paths[pick(paths.length)]
    return path === undefined
      ? files
      : new Map(files).set(path, change(files.get(path) ?? '', pick))
  }

const damages: Readonly<Record<string, Damage>> = {
  'CRLF everywhere': (files) =>
    new Map([...files].map(([path, text]) => [path, text.replace(/\r?\n/g, '\r\n')])),
  'no final line end': inOneFile((text) => text.replace(/\s+$/, '')),
  'a BOM': inOneFile((text) => `\ufeff${text}`),
  'a last `---`': inOneFile((text) => `${text.replace(/\n?$/, '\n')}---\n`),
  'comments after every line': inOneFile(
    (text) => text.replace(/(?<=\w)$/gm, ' # note'),
    isKustomizationName,
  ),
  'a line lost': inOneFile((text, pick) => {
    const lines = text.split('\n')
    return lines.toSpliced(pick(lines.length), 1).join('\n')
  }, isKustomizationName),
  'a file lost': (files, pick) => {
    const paths = [...files.keys()]
    const after = new Map(files)
    after.delete(paths[pick(paths.length)] ?? '')
    return after
  },
  'a file that is no YAML': (files, pick) =>
    new Map(files).set(
      `${[...files.keys()][pick(files.size)]}.tpl.yaml`,
      'a: {{ .Values.b }}\n- c\n',
    ),
  'another name of the kustomization': (files, pick) => {
    const paths = [...files.keys()].filter((path) => path.endsWith('kustomization.yaml'))
    const path = paths[pick(paths.length)] ?? ''
    const after = new Map(files)
    const text = after.get(path)
    if (text === undefined || !after.delete(path)) return files
    return after.set(
      path.replace(/kustomization\.yaml$/, ['kustomization.yml', 'Kustomization'][pick(2)] ?? ''),
      text,
    )
  },
  'no kustomization at all': (files, pick) => {
    const paths = [...files.keys()].filter(isKustomizationName)
    const after = new Map(files)
    after.delete(paths[pick(paths.length)] ?? '')
    return after
  },
  'an account by hand': inOneFile((text) =>
    text.replace(/^( +)prune: true$/m, '$1prune: true\n$1serviceAccountName: someone'),
  ),
  'a key twice': inOneFile((text) => `${text}resources: []\n`, isKustomizationName),
}

const damaged = fc
  .tuple(
    fc.constantFrom(...repositories.keys()),
    fc.array(
      fc.tuple(
        fc.constantFrom(...Object.keys(damages)),
        fc.array(fc.nat(), { minLength: 3, maxLength: 3 }),
      ),
      { maxLength: 3 },
    ),
  )
  .map(([name, steps]) => {
    let files: Files = repositories.get(name) ?? new Map()
    for (const [damage, numbers] of steps) {
      let next = 0
      const pick = (count: number) =>
        count === 0 ? 0 : (numbers[next++ % numbers.length] ?? 0) % count
      files = damages[damage]?.(files, pick) ?? files
    }
    return {
      name,
      steps,
      files: new Map([...files].sort(([one], [other]) => (one < other ? -1 : 1))),
    }
  })

const multi = { securityProfile: 'multi-tenant' } as const
const single = { securityProfile: 'single-tenant' } as const
const at = (files: Files) => packageAt(files, '.')

test('render is whole or nothing, done once, told by check, and taken back byte for byte', () => {
  fc.assert(
    fc.property(damaged, ({ files }) => {
      const locked = renderPackage(at(files), multi)
      if (locked.exitCode !== 0) {
        expect(locked.changes.size).toBe(0)
        expect(checkPackage(at(files), multi).passed).toBe(false)
        return
      }
      const drift = (from: Files) =>
        checkPackage(at(from), multi).results.filter(({ tags }) => tags?.['class'] === 'drift')
      expect(drift(files).length > 0).toBe(locked.changes.size > 0)
      const after = withTexts(files, locked.changes)
      const again = renderPackage(at(after), multi)
      expect([[...again.changes], again.exitCode]).toEqual([[], 0])
      expect(drift(after)).toEqual([])
      const back = renderPackage(at(after), single)
      const madeOne = [...locked.changes.keys()].some(
        (path) =>
          isKustomizationName(path) && !files.has(path) && !isComponentText(after.get(path) ?? ''),
      )
      if (back.exitCode === 0 && !madeOne)
        expect([...withTexts(after, back.changes)]).toEqual([...files])
    }),
    { numRuns: Number(process.env['RUNS'] ?? 60) },
  )
})
