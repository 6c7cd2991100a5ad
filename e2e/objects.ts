import { safeLoadAll } from 'js-yaml'

interface Named {
  readonly kind: string
  readonly metadata: { readonly name: string; readonly namespace?: string }
}

/** The objects of a stream as a cluster would get them: without those for local use, in an order of their own. */
export function appliedObjects(text: string): readonly unknown[] {
  return (safeLoadAll(text) as (Named | null)[])
    .filter((object) => object !== null && !isLocal(object))
    .sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1))
}

function isLocal(object: unknown): boolean {
  return JSON.stringify(object).includes('"config.kubernetes.io/local-config":"true"')
}

function idOf(object: Named | null): string {
  const { namespace = '', name } = object?.metadata ?? { name: '' }
  return [object?.kind, namespace, name].join('/')
}
