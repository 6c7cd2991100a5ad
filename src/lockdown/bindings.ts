import type { Item } from '../krm/item.ts'
import { jsonOf } from '../krm/json.ts'
import { groupOf, listAt, mapAt } from '../krm/object.ts'

const bindingKinds: readonly string[] = ['RoleBinding', 'ClusterRoleBinding']

/** Whether a binding of the input grants anything to an account; undefined if the input has no bindings to tell. */
export type HasRights = (namespace: string, account: string) => boolean | undefined

/** Reads the bindings among `items`, by kind of subject: accounts, and the groups that all accounts are in. */
export function bindingsOf(items: readonly Item[]): HasRights {
  const bindings = items.filter(
    ({ kind, apiVersion }) =>
      bindingKinds.includes(kind) && groupOf(apiVersion) === 'rbac.authorization.k8s.io',
  )
  const subjects = new Set(
    bindings.flatMap(({ object }) => listAt(object['subjects']).map((subject) => keyOf(subject))),
  )
  return (namespace, account) => {
    if (bindings.length === 0) return undefined
    return [
      keyOf({ kind: 'ServiceAccount', namespace, name: account }),
      keyOf({ kind: 'User', name: `system:serviceaccount:${namespace}:${account}` }),
      keyOf({ kind: 'Group', name: `system:serviceaccounts:${namespace}` }),
      keyOf({ kind: 'Group', name: 'system:serviceaccounts' }),
      keyOf({ kind: 'Group', name: 'system:authenticated' }),
    ].some((key) => subjects.has(key))
  }
}

function keyOf(subject: unknown): string {
  const { kind, namespace, name } = mapAt(subject) as Record<'kind' | 'namespace' | 'name', unknown>
  return jsonOf([kind, kind === 'ServiceAccount' ? (namespace ?? '') : '', name])
}
