import { type FieldPath, formatFieldPath } from '../krm/field-path.ts'
import type { KustomizationFile, WrittenAt } from './kustomization-file.ts'

/** Where a change is written: the patch file where there is one, else the kustomization or Flux object. */
export interface Origin extends WrittenAt {
  /** The field of the kustomization or of the Flux Kustomization's `spec`, such as `patches[0]`. */
  readonly field: string
}

/** The same text for the same place. */
export function originKey({ path, line, field }: Origin): string {
  return `${path}:${line} ${field}`
}

/** Where an entry of a kustomization is written. */
export function originAt(file: KustomizationFile, at: FieldPath): Origin {
  return { ...file.placeOf(at), field: formatFieldPath(file.fieldOf?.(at) ?? at) }
}
