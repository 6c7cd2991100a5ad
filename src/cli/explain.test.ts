import { fieldsOf } from '../api/fields.ts'
import { ownKindNames } from '../api/own-kinds.ts'
import { controllerNames } from '../flux/controllers.ts'
import { absentFlags, tenancyFlags } from '../flux/tenancy-flags.ts'
import { openPaths } from '../lockdown/open-path-table.ts'
import { profiles, settings } from '../lockdown/settings.ts'
import { rules } from '../run/rules.ts'
import { explain } from './explain.ts'
import { nameable, topics } from './topics.ts'
import { helpText } from './usage.ts'

/** Text without its line breaks. */
const flowing = (text: string) => text.replace(/\s+/g, ' ')
const told = (word: string) => flowing(explain(word || undefined))

test('alone it lists the topics with one line each', () => {
  for (const { name, summary } of topics) {
    expect(flowing(explain())).toContain(`${name} ${summary}`)
  }
})

test.each(topics.map(({ name, entries }) => [name, entries] as const))(
  'topic %s',
  (name, entries) => {
    const text = told(name)
    expect(entries().length).toBeGreaterThan(1)
    for (const entry of entries()) {
      expect(text).toContain(flowing(`${entry.name} ${entry.summary}`))
      for (const [label, fact] of entry.facts) expect(text).toContain(flowing(`${label} ${fact}`))
      expect(told(entry.name)).toContain(flowing(entry.summary))
      expect(
        entry.facts.some(([label, fact]) => label === 'source' && fact !== '') ||
          name === 'profiles',
      ).toBe(true)
    }
  },
)

test('no empty line stands in a sentence', () => {
  const paragraphs = (word?: string) => explain(word).trimEnd().split('\n\n')
  const [list, sentence, ...others] = paragraphs()
  expect(list).toMatch(/^Topics:\n/)
  expect(sentence).toMatch(/^`flux-tenancy explain TOPIC`.*\.$/s)
  expect(others).toEqual([])
  // it is long enough to be broken
  expect(sentence?.split('\n').length).toBeGreaterThan(1)
  for (const { name, summary, entries } of topics) {
    const [first, ...rest] = paragraphs(name)
    expect(flowing(first ?? '')).toBe(summary)
    expect(rest).toHaveLength(entries().length)
  }
})

test('every topic says what can be named, each as one', () => {
  for (const { name } of topics) {
    expect(told('')).toContain(name.replace('-', ' ').replace(/s$/, ''))
    expect(helpText('explain')).toContain(name)
  }
  expect(flowing(helpText('explain'))).toContain(`the name of ${nameable}.`)
})

test('a kind tells its fields and an object of it', () => {
  for (const kind of ownKindNames) {
    for (const { path, description } of fieldsOf(kind)) {
      expect(told(kind)).toContain(`${path} `)
      expect(told(kind)).toContain(flowing(description))
    }
    expect(explain(kind)).toContain(`    kind: ${kind}\n`)
  }
  expect(told('TenancyCheck')).toContain('spec.securityProfile Required. multi-tenant or single-')
  expect(told('FluxTenancy')).toContain(
    'spec.securityProfile multi-tenant or single-tenant. Absent',
  )
  expect(() => explain('fluxtenancy')).toThrow('did you mean "FluxTenancy"?')
})

test('a Tenant tells the fields of Flux, each with its releases', () => {
  const text = told('Tenant')
  for (const field of ['`sparseCheckout` (since v2.6)', '`gitImplementation` (until v2.0)']) {
    expect(text).toContain(field)
  }
  expect(text).toMatch(
    /fields of spec\.kustomization `buildMetadata` \(since v2\.9\), `commonMetadata`/,
  )
  expect(text).toContain('`path`, `postBuild`, `prune`')
  expect(text).not.toMatch(/`sourceRef`( \(|,)/)
})

test('everything in the tables can be asked for by name', () => {
  for (const { id, why, example } of settings) {
    expect(told(id)).toContain(why)
    expect(told(`--${id}`)).toContain(example)
  }
  for (const [name, what] of Object.entries(profiles)) expect(told(name)).toContain(what)
  for (const [id, { reason, remedy }] of Object.entries(rules)) {
    expect(told(id)).toContain(reason)
    expect(told(id)).toContain(remedy)
  }
  for (const { name, why } of tenancyFlags) expect(told(name)).toContain(why)
  for (const { name, reason } of absentFlags) expect(told(name)).toContain(reason)
  for (const { id, what } of openPaths) expect(told(id)).toContain(what)
  for (const name of controllerNames) expect(told(name)).toContain(name)
})

test('a flag tells since which version it is there', () => {
  expect(told('no-remote-bases')).toContain('kustomize-controller v0.25.0 (Flux v0.30)')
  expect(told('no-cross-namespace-refs')).toContain('source-watcher v2.0.0 (Flux v2.7)')
})

test('a word that is unknown is refused, with the closest one', () => {
  expect(() => explain('rulez')).toThrow(/^Nothing is known of "rulez", did you mean "rules"\?$/)
  expect(() => explain('no-remote-base')).toThrow(/did you mean "no-remote-bases"\?$/)
  expect(() => explain('--')).toThrow(/^Nothing is known of "--"/)
})

test('no line has blanks at its end', () => {
  for (const { name } of topics) {
    for (const line of explain(name).split('\n')) expect(line).toBe(line.trimEnd())
  }
})
