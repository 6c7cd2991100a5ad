import type { PlainMap } from '../krm/object.ts'
import type { Operation } from './operation.ts'
import type { Origin } from './origin.ts'
import type { Target } from './target.ts'

/** A change that is named and not evaluated. */
export type OtherChange =
  /** `$patch: delete` at the top: the object is gone afterwards. */
  | 'deletion'
  | 'configurations'
  | 'configMapGenerator'
  | 'secretGenerator'
  | 'generators'
  | 'helmCharts'
  | 'images'
  /** `labels`, `commonLabels` and `commonAnnotations`. */
  | 'labels'
  | 'missing component'
  | 'namePrefix'
  | 'nameSuffix'
  | 'namespace'
  | 'postBuild'
  | 'remote component'
  | 'replacements'
  | 'strategic merge'
  | 'transformers'
  /** Text that is no patch, or a patch file that is not there: kustomize's build stops. */
  | 'unreadable patch'
  | 'vars'

export type PatchContent =
  | { readonly kind: 'json6902'; readonly operations: readonly Operation[] }
  | {
      readonly kind: 'other'
      readonly what: OtherChange
      /** The patch of a strategic merge, or the entry of `images`. */
      readonly value?: PlainMap
      /** The field paths of replacements, as they are written there. */
      readonly fieldPaths?: readonly string[]
      /** The paths of field specifications in a configuration, such as `spec/valuesFrom/name`; absent where it cannot be read. */
      readonly fieldSpecs?: readonly string[]
    }

/** A change that kustomize makes to objects. */
export interface Change {
  readonly origin: Origin
  /** Undefined: every object. */
  readonly target: Target | undefined
  readonly content: PatchContent
  /** True where the patch may rename the object or change its kind. */
  readonly renames?: boolean
}

/** A change that reaches, or may reach, the object that was asked for. */
export interface Patch extends Change {
  readonly reaches: 'yes' | 'undecided'
}

/** True for a patch after which the object is surely gone. */
export function isDeletion({ content, reaches }: Patch): boolean {
  return content.kind === 'other' && content.what === 'deletion' && reaches === 'yes'
}
