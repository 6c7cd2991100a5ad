import { apiGroup } from '../api/group.ts'
import { isRefusedNamespace } from '../api/tenant-names.ts'
import type { TenantFinding } from '../api/tenant-rules.ts'
import type { Item } from '../krm/item.ts'
import { groupOf } from '../krm/object.ts'
import { builtKinds } from './builders.ts'
import { type Mark, markAnnotation } from './mark.ts'

/**
 * The mark of an object that was made from a Tenant, as far as it can have been: only what a Tenant can stand for is ours, whatever an annotation
 * says, no other kind and nothing of the platform, whose controllers run in `installNamespaces`. Whoever asks whose an object is asks here.
 */
export function ownMark(item: Item, installNamespaces: readonly string[]): Mark | undefined {
  const mark = markOf(item)
  return mark && canBeMade(item, mark, installNamespaces) ? mark : undefined
}

/** True for what has the annotation of a Tenant's object, also where it can be none. */
export function isMarked(item: Item): boolean {
  return markOf(item) !== undefined
}

/** What the annotation says, whoever wrote it; undefined without one, and for a text in which no name can be told. */
function markOf(item: Item): Mark | undefined {
  // spares the parse of other objects; JSON may write the slash of the key with an escape
  if (!item.mentions(apiGroup)) return undefined
  const parts = item.annotation(markAnnotation)?.split('/') ?? []
  const [tenant, namespace, name] = parts
  if (parts.length !== 3 || !tenant || namespace === undefined || !name) return undefined
  return { tenant, namespace, name }
}

function canBeMade(
  { apiVersion, kind }: Item,
  { namespace, name }: Mark,
  installNamespaces: readonly string[],
): boolean {
  const isNamespace = kind === 'Namespace'
  // whatever a Tenant makes in a namespace names it: without, it may land in the platform's
  if (isNamespace !== (namespace === '')) return false
  const home = isNamespace ? name : namespace
  const isPlatform = isRefusedNamespace(home) || installNamespaces.includes(home)
  return !isPlatform && builtKinds.has(`${groupOf(apiVersion)}|${kind}`)
}

/** The finding for an object that only seems to be made from a Tenant: it is left alone. */
export function markedFinding(item: Item): TenantFinding {
  const message = `The ${item.kind} "${item.name ?? ''}" must not have the annotation \`${markAnnotation}\`, since no Tenant can stand for it: it is left alone.`
  return { rule: 'tenant-annotation-foreign', item, message }
}
