import { type TargetObject, targetObject } from '../kustomize/identity.ts'
import { identityAfter } from '../kustomize/identity-after.ts'
import type { Origin } from '../kustomize/origin.ts'
import type { Patch } from '../kustomize/patch.ts'

const renaming: ReadonlySet<string> = new Set(['namespace', 'namePrefix', 'nameSuffix'])

/** A field that gives an object another name or namespace. */
interface Rename {
  readonly origin: Origin
  /** The namespace, where there is one, and the name behind it. */
  readonly now: string
}

/** Each of `patches` that makes the identity another one than the object's own, also where a later one puts it right. */
export function renamesOf(patches: readonly Patch[], object: unknown): readonly Rename[] {
  const own = targetObject(object)
  const renames: Rename[] = []
  let current = own
  for (const patch of patches) {
    const after = identityAfter(current, patch)
    const { origin, content } = patch
    const isRenaming = content.kind === 'other' && renaming.has(content.what)
    if (isRenaming && !isSame(after, current) && !isSame(after, own)) {
      renames.push({ origin, now: [after.namespace, after.name].filter(Boolean).join('/') })
    }
    current = after
  }
  return renames
}

function isSame(one: TargetObject, other: TargetObject): boolean {
  return one.name === other.name && one.namespace === other.namespace
}
