import { type FieldPath, formatFieldPath } from '../krm/field-path.ts'
import { isMap, listAt, mapAt, type PlainMap } from '../krm/object.ts'
import { kustomizationFields } from './fields.ts'

/** A value that kustomize could not read into the field. */
interface WrongShape {
  readonly path: FieldPath
  readonly message: string
}

/** The first field of a kustomization whose value has another shape than kustomize's own types; null is absent. */
export function checkShape(value: PlainMap): WrongShape | undefined {
  for (const [name, shape] of Object.entries(kustomizationFields)) {
    const field = value[name]
    if (field === undefined || field === null || shape === 'any') continue
    const wrong = wrongShape(name, field, shape)
    if (wrong) return wrong
  }
  return undefined
}

function wrongShape(name: string, field: unknown, shape: 'scalar' | 'map' | 'texts' | 'entries') {
  const path = [name]
  if (shape === 'scalar') {
    return typeof field === 'string'
      ? undefined
      : { path, message: `The field \`${name}\` must be a string.` }
  }
  if (shape === 'map') {
    return isMap(field) ? undefined : { path, message: `The field \`${name}\` must be a mapping.` }
  }
  if (!Array.isArray(field)) return { path, message: `The field \`${name}\` must be a list.` }
  const isEntry = shape === 'texts' ? isText : isMap
  const index = field.findIndex((entry) => entry !== null && !isEntry(entry))
  if (index < 0) return undefined
  const what = shape === 'texts' ? 'string' : 'mapping'
  return { path: [name, index], message: `Each entry of \`${name}\` must be a ${what}.` }
}

function isText(entry: unknown): entry is string {
  return typeof entry === 'string'
}

/** The fields of mappings and of entries that kustomize reads into strings. Source: api/types/kustomization.go, image.go, labels.go. */
const entryTexts = ['name', 'newName', 'newTag', 'digest', 'tagSuffix'] as const

/** Values that kustomize could not read into a string, of fields that nobody here asks for: numbers and booleans without quotes. */
export function unquotedValues(value: PlainMap): readonly WrongShape[] {
  const maps = (['commonLabels', 'commonAnnotations'] as const).flatMap((name) =>
    Object.entries(mapAt(value[name])).flatMap(([key, each]) => unquoted([name, key], each)),
  )
  const images = (['images', 'imageTags'] as const).flatMap((name) =>
    listAt(value[name]).flatMap((entry, index) =>
      entryTexts.flatMap((key) => unquoted([name, index, key], mapAt(entry)[key])),
    ),
  )
  return [...maps, ...images]
}

function unquoted(path: FieldPath, value: unknown): readonly WrongShape[] {
  if (value === undefined || value === null || typeof value === 'string') return []
  return [{ path, message: `The field \`${formatFieldPath(path)}\` must be a string, in quotes.` }]
}
