import { isDeepStrictEqual } from 'node:util'

/** An object that was made from a Tenant, as js-yaml reads it. */
export interface TenantObject {
  readonly kind: string
  readonly metadata: {
    readonly name: string
    readonly namespace?: string
    readonly annotations?: Readonly<Record<string, string>>
    readonly labels?: unknown
  }
  readonly spec?: unknown
  readonly roleRef?: unknown
  readonly subjects?: unknown
}

/** What a build made of the objects of a Tenant, each once: `namespace`, `namePrefix`, `nameSuffix`, `changed`; `labelled` where labels or annotations are others; `deleted`. */
export function changesOf(
  before: readonly TenantObject[],
  after: readonly TenantObject[],
): readonly string[] {
  const changes = before.flatMap((object) => {
    const now = after.find((each) => keyOf(each) === keyOf(object))
    return now ? changesBetween(object, now) : ['deleted']
  })
  return [...new Set(changes)].sort()
}

/** By kind and by the annotation, which tells the name that it was made with. */
function keyOf({ kind, metadata }: TenantObject): string {
  return `${kind} ${metadata.annotations?.['fluxtenancy.dev/tenant']}`
}

function changesBetween(before: TenantObject, after: TenantObject): readonly string[] {
  const [name, now] = [before.metadata.name, after.metadata.name]
  const isAnother = before.kind === 'Namespace' && !now.includes(name)
  const isMoved = before.metadata.namespace !== after.metadata.namespace
  const content = ({ spec, roleRef, subjects }: TenantObject) => ({ spec, roleRef, subjects })
  const labels = ({ metadata }: TenantObject) => [metadata.labels, metadata.annotations]
  return [
    ...(isMoved || isAnother ? ['namespace'] : []),
    ...(!isAnother && !now.startsWith(name) ? ['namePrefix'] : []),
    ...(!isAnother && !now.endsWith(name) ? ['nameSuffix'] : []),
    ...(isDeepStrictEqual(content(before), content(after)) ? [] : ['changed']),
    ...(isDeepStrictEqual(labels(before), labels(after)) ? [] : ['labelled']),
  ]
}

/** What of `changes` counts, without what follows from another name: references in bindings; and labels, which give no rights. */
export function shownIn(changes: readonly string[]): readonly string[] {
  const isRenamed = changes.some((each) => each.startsWith('name'))
  return changes.filter((each) => each !== 'labelled' && !(isRenamed && each === 'changed'))
}
