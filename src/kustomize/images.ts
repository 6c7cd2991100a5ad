import { valueAt, withValue } from '../krm/field-path.ts'
import { isMap, type PlainMap, stringAt } from '../krm/object.ts'
import { matchesPattern } from './pattern.ts'

/** The image of every container replaced as one entry of `images` says; undefined where the entry's name is an expression that is not followed. */
export function withImage(object: PlainMap, entry: PlainMap): PlainMap | undefined {
  const name = stringAt(entry['name']) ?? ''
  // a name is a regular expression for kustomize; of these characters only the dot is special, and it stands for itself too
  if (!/^[\w./:-]+$/.test(name)) return undefined
  return ['containers', 'initContainers'].reduce((current, field) => {
    const path = ['spec', 'template', 'spec', field]
    const list = valueAt(current, path)
    if (!Array.isArray(list)) return current
    const replaced = list.map((each) => withEntry(each, name, entry))
    return withValue(current, path, replaced) as PlainMap
  }, object)
}

function withEntry(container: unknown, name: string, entry: PlainMap): unknown {
  if (!isMap(container)) return container
  const image = stringAt(container['image'])
  if (image === undefined || !meetsImage(name, image)) return container
  return { ...container, image: replacedImage(image, entry) }
}

const tail = /^(:[a-zA-Z0-9_.{}-]*)?(@sha256:[a-zA-Z0-9_.{}-]*)?$/

/** True if kustomize takes an image for the one that an entry of `images` names by an expression, or if that cannot be told. */
export function meetsImage(name: string, image: string): boolean {
  // kustomize puts no group around it: a choice reaches beyond what follows
  if (name === '' || name.includes('|')) return name !== ''
  const ends = Array.from(image.matchAll(/[:@]|$/g), ({ index }) => index)
  return ends.some(
    (end) => tail.test(image.slice(end)) && matchesPattern(name, image.slice(0, end)) !== 'no',
  )
}

/** Source: kubernetes-sigs/kustomize api/filters/imagetag/updater.go and api/internal/image/image.go, Split. */
function replacedImage(image: string, entry: PlainMap): string {
  const [beforeDigest = '', digest] = image.split('@')
  const colon = beforeDigest.lastIndexOf(':')
  const hasTag = colon > beforeDigest.lastIndexOf('/')
  const own = hasTag ? beforeDigest.slice(0, colon) : beforeDigest
  const tag = hasTag ? beforeDigest.slice(colon + 1) : ''
  const text = (field: string) => stringAt(entry[field]) ?? ''
  const name = text('newName') || own
  if (text('newTag') || text('digest')) {
    return joined(name, text('newTag'), text('digest'))
  }
  if (text('tagSuffix')) return joined(name, tag + text('tagSuffix'), '')
  return joined(name, tag, digest ?? '')
}

function joined(name: string, tag: string, digest: string): string {
  return `${name}${tag && `:${tag}`}${digest && `@${digest}`}`
}
