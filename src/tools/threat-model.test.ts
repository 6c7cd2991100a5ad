import { existsSync, readFileSync } from 'node:fs'

const page = readFileSync('docs/threat-model.md', 'utf8')
const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'))
const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'))

/** The cells of the rows of the table below a heading. */
function rowsOf(heading: string): readonly (readonly string[])[] {
  const [, section = ''] = page.split(`## ${heading}\n`)
  const [own = ''] = section.split('\n## ')
  const rows = own.split('\n').filter((line) => line.startsWith('| '))
  return rows.slice(1).map((row) => row.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, '')))
}

test('every package that is bundled has its version and a reason', () => {
  const told = rowsOf('What is bundled').map(([name = '', version, why = '']) => {
    expect(why).not.toBe('')
    return [name.replaceAll('`', ''), version]
  })
  expect(Object.fromEntries(told)).toEqual(dependencies)
})

test.each(Object.keys(dependencies))(
  '%s is pinned, and brings no other package and no script',
  (name) => {
    expect(dependencies[name]).toMatch(/^\d+\.\d+\.\d+$/)
    const locked = packages[`node_modules/${name}`]
    expect(locked.version).toBe(dependencies[name])
    expect(locked.integrity).toMatch(/^sha512-/)
    expect(locked.dependencies).toBeUndefined()
    expect(locked.hasInstallScript).toBeUndefined()
  },
)

test('every claim names tests, and they are there', () => {
  const claims = rowsOf('What it never does')
  expect(claims.length).toBeGreaterThan(8)
  for (const [claim, tests = ''] of claims) {
    const files = tests.match(/[\w./-]+\.test\.ts/g) ?? []
    expect([claim, files.length > 0, files.filter((file) => !existsSync(file))]).toEqual([
      claim,
      true,
      [],
    ])
  }
})
