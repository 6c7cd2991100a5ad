// Builds what a release publishes for `flux plugin install tenancy`: the executable of each platform, and the manifest with their
// digests, into dist/plugin. `--url URL` is the folder in which they will be found.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { mapAt } from '../krm/object.ts'
import { parseText } from '../yaml/parse.ts'
import { printObject } from '../yaml/print.ts'
import { platforms } from './platforms.ts'

const folder = join('dist', 'plugin')
const { url } = parseArgs({ options: { url: { type: 'string' } } }).values
if (!url) throw new Error('`--url` must be the folder in which a release is found.')
const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
const manifest = mapAt(parseText(readFileSync('plugin.yaml', 'utf8')).value)

mkdirSync(folder, { recursive: true })
const built = Object.keys(platforms).map((arch) => {
  const file = `${manifest['bin']}-v${version}-linux-${arch}`
  const out = join(folder, file)
  execFileSync('npm', ['run', '--silent', 'build:exe', '--', '--arch', arch, '--out', out])
  const digest = createHash('sha256').update(readFileSync(out)).digest('hex')
  const address = `${url.replace(/\/*$/, '')}/${file}`
  return { os: 'linux', arch, url: address, checksum: `sha256:${digest}` }
})
const versions = [{ version, platforms: built }]
const text = printObject({ ...manifest, versions }, { indent: 0, style: 'block' })
writeFileSync(join(folder, `${manifest['name']}.yaml`), `${text}\n`)
