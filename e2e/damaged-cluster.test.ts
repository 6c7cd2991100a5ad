import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { safeLoad } from 'js-yaml'
import { isLocked } from './repositories/cluster.ts'
import { check, render } from './repositories/command.ts'
import { cluster, flux, stateOfCluster, withOneCluster } from './repositories/one-cluster.ts'
import { repositoriesFolder } from './repositories/verdicts.ts'

/** A row of testdata/repositories/damages.yaml: what its head says of the fields. */
interface Damage {
  readonly locked: boolean | 'fails'
  readonly check?: 0 | 1
  readonly append?: Readonly<Record<string, string>>
  readonly replace?: Readonly<Record<string, readonly [string, string]>>
}

const damages = safeLoad(
  readFileSync(join(repositoriesFolder, 'damages.yaml'), 'utf8'),
) as Readonly<Record<string, Damage>>

test.each(Object.entries(damages))('%s', (_, damage) => {
  withOneCluster((root) => {
    expect(render(root, cluster).exitCode).toBe(0)
    expect(check(root, cluster).exitCode).toBe(0)
    doDamage(join(root, cluster), damage)
    const state = stateOfCluster(root)
    const locked = state.failure === '' ? isLocked(state, flux) : 'fails'
    expect({ locked, state }).toEqual({ locked: damage.locked, state })
    const { exitCode, stderr } = check(root, cluster)
    if (damage.check !== undefined)
      expect({ exitCode, stderr }).toEqual({ exitCode: damage.check, stderr })
    if (locked !== true) expect(exitCode).toBe(1)
  })
})

function doDamage(folder: string, { append = {}, replace = {} }: Damage): void {
  for (const [path, [before, after]] of Object.entries(replace)) {
    const file = join(folder, path)
    const text = readFileSync(file, 'utf8')
    expect(text).toContain(before)
    writeFileSync(file, text.replace(before, after))
  }
  for (const [path, text] of Object.entries(append)) {
    const file = join(folder, path)
    mkdirSync(dirname(file), { recursive: true })
    appendFileSync(file, text)
  }
}
