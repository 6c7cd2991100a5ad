import type { FieldPath } from '../krm/field-path.ts'
import { isMap, type PlainMap } from '../krm/object.ts'
import { isFrame } from '../yaml/frame.ts'
import { type ParsedText, parseText } from '../yaml/parse.ts'
import { type DocumentSlice, documentSlices } from '../yaml/slice.ts'
import { positionAt, YamlError } from '../yaml/yaml-error.ts'
import { CaseTwinsError, canonicalFields, unknownKeys } from './canonical.ts'
import { checkShape, unquotedValues } from './field-shape.ts'
import { lineAt } from './line-at.ts'
import { baseName, folderOf } from './paths.ts'
import { KustomizationError, type KustomizationProblem } from './problem.ts'

/**
 * The file names in kustomize's order; two of them in one folder are an error.
 * Source: kubernetes-sigs/kustomize api/konfig/general.go, RecognizedKustomizationFileNames.
 */
export const kustomizationFileNames = [
  'kustomization.yaml',
  'kustomization.yml',
  'Kustomization',
] as const

/** True for a path with one of kustomize's file names. */
export function isKustomizationName(path: string): boolean {
  return (kustomizationFileNames as readonly string[]).includes(baseName(path))
}

/** The apiVersion that each kind must have where it has one. Source: api/types/kustomization.go, EnforceFields. */
const versions = {
  Kustomization: 'kustomize.config.k8s.io/v1beta1',
  Component: 'kustomize.config.k8s.io/v1alpha1',
} as const

type KustomizationKind = keyof typeof versions

/** Where something is written. */
export interface WrittenAt {
  readonly path: string
  /** From 1. */
  readonly line: number
}

export interface KustomizationFile {
  readonly path: string
  /** Empty for the root. */
  readonly folder: string
  readonly text: string
  readonly kind: KustomizationKind
  /** The fields in kustomize's spelling, whatever case they have in the file; without those that kustomize does not know. */
  readonly value: PlainMap
  /** What kustomize refuses in a file that can be read all the same. */
  readonly problems: readonly KustomizationProblem[]
  /** Where the field at `path` of `value` is written; where it comes from an alias, what is around it. */
  placeOf(path: FieldPath): WrittenAt
  /** How the field at `path` of `value` is called where it is written; absent: as it is here. */
  fieldOf?(path: FieldPath): FieldPath
}

/**
 * Reads a kustomization file. An absent apiVersion or kind is fine. Throws KustomizationError for what is no single YAML mapping without
 * duplicate keys, for another kind or version, and for lists that are none.
 */
export function readKustomizationFile(path: string, text: string): KustomizationFile {
  const parsed = parsedFile(path, text)
  const raw = parsed.value
  if (!isMap(raw)) {
    throw new KustomizationError({ path, line: 1, message: 'A kustomization must be a mapping.' })
  }
  const placeOf = (field: FieldPath) => ({ path, line: lineAt(parsed, field) })
  const refuse = (field: FieldPath, message: string) =>
    new KustomizationError({ ...placeOf(field), message })
  const value = canonicalValue(raw, refuse)
  const wrong = checkShape(value)
  if (wrong) throw refuse(wrong.path, wrong.message)
  const unknown = unknownKeys(raw).map((key) => {
    return { path: [key], message: `The field \`${key}\` must be one of kustomize's.` }
  })
  const problems = [...unknown, ...unquotedValues(value)].map(({ path: field, message }) => {
    return { ...placeOf(field), message }
  })
  return {
    path,
    folder: folderOf(path),
    text,
    kind: kindOf(value, refuse),
    value,
    problems,
    placeOf,
  }
}

function parsedFile(path: string, text: string): ParsedText {
  try {
    return parseText(text.slice(0, contentEndOf(path, text)))
  } catch (error) {
    if (!(error instanceof YamlError)) throw error
    throw new KustomizationError({ path, line: error.line, message: error.message })
  }
}

/** Empty documents may follow. kustomize reads the first document, and passes over all others without a word. */
function contentEndOf(path: string, text: string): number {
  const slices = documentSlices(text)
  const isContent = ({ contentStart, contentEnd }: DocumentSlice) =>
    !isFrame(text.slice(contentStart, contentEnd))
  const [content, second] = slices.filter(isContent)
  const extra = slices.find((slice) => slice !== content && slice.markerEnd !== undefined)
  const isLate = content && extra && extra.start < content.start
  if (!second && !isLate) return content?.contentEnd ?? text.length
  const { line } = positionAt(text, (second ?? content)?.start ?? 0)
  const message = 'A kustomization file must hold one YAML document, not several.'
  throw new KustomizationError({ path, line, message })
}

function canonicalValue(
  raw: PlainMap,
  refuse: (field: FieldPath, message: string) => Error,
): PlainMap {
  try {
    return canonicalFields(raw)
  } catch (error) {
    if (error instanceof CaseTwinsError) throw refuse([error.second], error.message)
    throw error
  }
}

function kindOf(
  { kind, apiVersion }: PlainMap,
  refuse: (field: FieldPath, message: string) => Error,
): KustomizationKind {
  const name = kind === undefined || kind === null || kind === '' ? 'Kustomization' : kind
  if (name !== 'Kustomization' && name !== 'Component') {
    const message = `The \`kind\` of a kustomization file must be "Kustomization" or "Component", not "${String(name)}".`
    throw refuse(['kind'], message)
  }
  const version = versions[name]
  if (apiVersion !== undefined && apiVersion !== null && apiVersion !== '') {
    if (apiVersion !== version) {
      const message = `The \`apiVersion\` of a ${name} in a kustomization file must be "${version}", not "${String(apiVersion)}".`
      throw refuse(['apiVersion'], message)
    }
  }
  return name
}
