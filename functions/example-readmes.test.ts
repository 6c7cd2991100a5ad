import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { safeLoad } from 'js-yaml'
import { execute } from '../src/run/execute.ts'
import { renderPackage } from '../src/run/package.ts'
import { filesIn, packageAt } from '../testdata/package-files.ts'
import { examples } from './examples.ts'

// what the READMEs of the examples promise beside their commands, which e2e runs

const ofTenants = examples().filter(({ stream }) => /^kind: Tenant$/m.test(stream))

test.each(ofTenants)('$name: `render` tells what every host tells', ({ folder }) => {
  const expected = readFileSync(join(folder, '.expected', 'results.yaml'), 'utf8')
  const { results } = safeLoad(expected) as { results: readonly { message: string }[] }
  // `.krmignore` leaves the goldens out
  const files = [...filesIn(folder)].filter(([path]) => !path.startsWith('.expected/'))
  const told = renderPackage(packageAt(new Map(files), '.'), {}).results
  expect(told.map(({ message }) => message).sort()).toEqual(
    results.map(({ message }) => message).sort(),
  )
})

test('the README of the hand-over names every annotation that no error dictates', () => {
  const folder = 'functions/fluxtenancy/examples/hand-over-flux-objects'
  const read = (file: string) => readFileSync(join(folder, file), 'utf8')
  const byHand = read('by-hand.yaml')
  const annotation = /^ *(fluxtenancy\.dev\/tenant: .*)\n/gm
  const given = [...byHand.matchAll(annotation)].map(([, line = '']) => line)
  const { stderr } = execute(`${read('tenant.yaml')}---\n${byHand.replaceAll(annotation, '')}`, {
    defaultKind: 'FluxTenancy',
  })
  const silent = given.filter((line) => !stderr.includes(`\`${line}\``))
  expect([given.length, silent.length]).toEqual([5, 1])
  for (const line of silent) expect(read('README.md')).toContain(`\`${line}\``)
})
