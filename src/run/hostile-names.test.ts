import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { safeLoadAll } from 'js-yaml'
import type { Configs } from 'kpt-functions'
import {
  blurred,
  type Damage,
  damages,
  inheritedReads,
  prototypeNow,
  withName,
} from '../../testdata/hostile-names.ts'
import { filesIn, packageAt } from '../../testdata/package-files.ts'
import type { KubernetesObject } from '../krm/object.ts'
import { printObject } from '../yaml/print.ts'
import { checkText } from './check.ts'
import { execute } from './execute.ts'
import { runKptFunc, toKptFunc } from './kpt-functions.ts'
import { checkPackage, renderPackage } from './package.ts'

const multi = { securityProfile: 'multi-tenant' } as const

type Printer = (value: unknown) => string

const printers: Readonly<Record<string, Printer>> = {
  block: (value) => `${printObject(value as KubernetesObject, { indent: 0, style: 'block' })}\n`,
  JSON: (value) => `${JSON.stringify(value)}\n`,
}

/** The document with its patches as texts, as kustomizations hold them. */
function withPatchTexts(value: unknown, printed: Printer): unknown {
  if (Array.isArray(value)) return value.map((each) => withPatchTexts(each, printed))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => {
      const isPatch = key === 'patch' && typeof each === 'object' && each !== null
      return [key, isPatch ? printed(each) : withPatchTexts(each, printed)]
    }),
  )
}

type Answer = (texts: readonly string[]) => string

/** `answer` gives all texts that come of those of the documents, the exit code last. */
function holds(documents: readonly unknown[], runs: number, answer: Answer): void {
  const printer = fc.constantFrom(...Object.keys(printers))
  const textsWith = (name: string, picks: Damage['picks'], print: string) => {
    const printed = printers[print] as Printer
    const damaged = withName(documents, name, picks) as readonly unknown[]
    return damaged.map((document) => printed(withPatchTexts(document, printed)))
  }
  const before = prototypeNow()
  fc.assert(
    fc.property(damages, printer, ({ names, picks }, print) => {
      const [hostile = '', harmless = ''] = names.map((name) =>
        blurred(answer(textsWith(name, picks, print)), names),
      )
      expect(prototypeNow()).toBe(before)
      if (!isRefused(hostile, harmless)) expect(hostile).toBe(harmless)
    }),
    { numRuns: runs },
  )
  fc.assert(
    fc.property(damages, printer, ({ names: [, name], picks }, print) => {
      const texts = textsWith(name, picks, print)
      expect(inheritedReads(name, () => void answer(texts))).toEqual([])
    }),
    { numRuns: runs / 2 },
  )
}

/**
 * True where nothing comes of the hostile name but a refusal: the schema library leaves such keys of a free mapping out, and `checkSpec`
 * refuses what it left out, if the library itself refused nothing else.
 */
function isRefused(hostile: string, harmless: string): boolean {
  if (!hostile.endsWith('exit 1')) return false
  const isInvalid = /invalid-(?:config|tenant)/
  const isUnknown = /`[^`]*<name>[^`]*` is unknown/
  return isInvalid.test(hostile) && (isUnknown.test(hostile) || isInvalid.test(harmless))
}

describe('a name that every object has is a name as any other', () => {
  const stream = safeLoadAll(readFileSync('testdata/hostile-names/stream.yaml', 'utf8'))
  const list = [{ apiVersion: 'config.kubernetes.io/v1', kind: 'ResourceList', items: stream }]

  test.each([
    ['stream', stream],
    ['list', list],
  ])('to the functions, in a %s', (_, documents) => {
    holds(documents, 24, (texts) => {
      const text = texts.join('---\n')
      const outcomes = (['FluxTenancy', 'TenancyCheck'] as const).map((defaultKind) =>
        execute(text, { defaultKind, ...multi }),
      )
      const told = outcomes.map(({ stdout, stderr }) => `${stdout}\n${stderr}`)
      const [exit] = outcomes.map(({ exitCode }) => exitCode)
      const report = exit === 2 ? '' : JSON.stringify(checkText(text, multi), undefined, 1)
      return [...told, report, `exit ${exit}`].join('\n')
    })
  })

  test('to a KptFunc, which changes an object around it', async () => {
    const names = '__proto__: {a: b}\n  constructor: c\n  toString: d\n'
    const config = `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  ${names}`
    const before = prototypeNow()
    const kptFunc = Object.assign(
      async (configs: Configs) => {
        for (const object of configs.getAll()) configs.insert({ ...object, extra: 'new' } as never)
      },
      { usage: 'test' },
    )
    expect((await runKptFunc(kptFunc, config)).stdout).toBe(`${config}extra: new\n`)
    const locked = await runKptFunc(toKptFunc('FluxTenancy'), config)
    expect(locked.stdout).toBe(config)
    expect(prototypeNow()).toBe(before)
  })

  test('in a repository, also inside of patches', () => {
    const documents = [...filesIn('testdata/hostile-names/repository')].flatMap(([path, text]) =>
      safeLoadAll(text).map((document) => ({ path, document })),
    )
    const values = documents.map(({ document }) => document)
    holds(values, 20, (texts) => {
      const files = new Map<string, string>()
      texts.forEach((text, at) => {
        const path = documents[at]?.path ?? ''
        const before = files.get(path)
        files.set(path, before === undefined ? text : `${before}---\n${text}`)
      })
      const input = packageAt(files, 'clusters/dev')
      const { changes, results, exitCode } = renderPackage(input, multi)
      const report = checkPackage(input, multi)
      const told = JSON.stringify([[...changes], results, report], undefined, 1)
      return `${told}\nexit ${exitCode}`
    })
  })
})
