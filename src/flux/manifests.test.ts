import { readdirSync, readFileSync } from 'node:fs'
import { loadAll } from 'js-yaml'
import { valueAt } from '../krm/field-path.ts'
import { listAt, mapAt, type PlainMap } from '../krm/object.ts'
import { readArguments } from './arguments.ts'
import { flagSupport, flags } from './flags.ts'
import { isValueOf } from './go-values.ts'
import { controllerOfImage, parseImageReference } from './images.ts'
import { controllerVersionIn } from './releases.ts'
import { formatMinor, parseVersion } from './version.ts'

/** Containers of controllers in the install manifests that Flux generated, `v<Flux version>.yaml`. */
const containers = readdirSync('testdata/flux')
  .filter((file) => /^v[\d.]+\.yaml$/.test(file))
  .flatMap((file) => {
    const objects: unknown[] = []
    loadAll(readFileSync(`testdata/flux/${file}`, 'utf8'), (object) => objects.push(object))
    return objects
      .filter((object) => mapAt(object)['kind'] === 'Deployment')
      .flatMap((object) => listAt(valueAt(object, ['spec', 'template', 'spec', 'containers'])))
      .map((container) => ({ file, container: mapAt(container) }))
  })

test('there are manifests to read', () => {
  expect(containers.length).toBeGreaterThan(40)
})

test.each(
  containers.map(({ file, container }) => [file, `${container['image']}`, container] as const),
)('%s: %s starts with arguments that it can parse', (file, reference, container: PlainMap) => {
  const image = parseImageReference(reference)
  const controller = image && controllerOfImage(image)
  const version = parseVersion(image?.tag ?? '')
  if (!controller || !version) throw new Error(reference)
  const read = readArguments(container, controller)
  expect(read).toMatchObject({ problem: undefined, opaque: [], terminator: undefined })
  expect(read.occurrences).toHaveLength(listAt(container['args']).length)
  for (const { name, value } of read.occurrences) {
    expect([name, flagSupport(controller, version, name).kind]).toEqual([name, 'known'])
    expect([name, isValueOf(flags.get(name)?.type ?? 'bool', value)]).toEqual([name, true])
  }
  const flux = parseVersion(file.replace(/\.yaml$/, ''))
  const shipped = flux && controllerVersionIn(controller, flux)
  // v0.24 is older than the table; some images in v2.0.1.yaml are a patch older than that release's
  if (file.startsWith('v0.24.')) expect(shipped).toBeUndefined()
  else expect(shipped && formatMinor(shipped)).toBe(formatMinor(version))
})
