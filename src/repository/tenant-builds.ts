import { apiGroup } from '../api/group.ts'
import type { FieldPath } from '../krm/field-path.ts'
import { groupOf, listAt } from '../krm/object.ts'
import { layersOf } from '../kustomize/layers.ts'
import { type Origin, originAt, originKey } from '../kustomize/origin.ts'
import { isDeletion, type Patch } from '../kustomize/patch.ts'
import { joinPath } from '../kustomize/paths.ts'
import type { Finding } from '../lockdown/finding.ts'
import { isMarked, ownMark } from '../tenants/ownership.ts'
import { type Built, built } from './built.ts'
import { type Chain, chainsOf } from './chains.ts'
import { installNamespacesFor } from './installs.ts'
import { renamesOf } from './renames.ts'
import { objectFileAt, type Repository } from './repository.ts'
import type { RepositoryItem } from './repository-item.ts'
import { isNamed, type Scope } from './scope.ts'

/** Whose rights, where, from which source: all of an object but its labels and annotations. */
const fields: readonly FieldPath[] = [
  ['metadata', 'name'],
  ['metadata', 'namespace'],
  ['spec'],
  ['roleRef'],
  ['subjects'],
]

/**
 * What kustomizations make of objects that were made from Tenants, as far as it is not what their file says: another name or namespace, which may
 * be one where the Tenant must have no rights, what a patch sets, what stops the build, and what may be set in a way that is not evaluated. One
 * for each field, if the object was named or a kustomization or sync on its way was.
 */
export function tenantBuildFindings(repository: Repository, scope: Scope): readonly Finding[] {
  const found = new Map<string, Finding>()
  const question = { fieldsOf: () => fields, isLeftOut: () => false }
  const namespacesOf = installNamespacesFor(repository)
  const waysOf = new Map<string, readonly Way[]>()
  for (const item of repository.items) {
    if (!isMarked(item) || !ownMark(item, namespacesOf(item))) continue
    const ways = waysOf.get(item.path) ?? namedWays(repository, scope, item.path)
    waysOf.set(item.path, ways)
    for (const { chain, ours } of ways) {
      const result = built(repository, chain, item, question)
      for (const { origin, finding } of [
        ...renamed(result, item),
        ...patched(result, item),
        ...unclear(result, item, ours),
      ]) {
        const key = `${finding.rule} ${originKey(origin)}`
        if (!found.has(key)) found.set(key, finding)
      }
    }
  }
  return [...found.values()]
}

interface Way {
  readonly chain: Chain
  /** The entries of `transformers` that are ours: what they make is what is there. */
  readonly ours: ReadonlySet<string>
}

/** The ways of a file that were named: all if the file was, else those that lead through something that was. */
function namedWays(repository: Repository, scope: Scope, path: string): readonly Way[] {
  const { kustomizations } = repository.tree
  return chainsOf(repository, path)
    .filter((chain) => {
      const files = layersOf(kustomizations, chain.kustomizations).flatMap((layer) =>
        layer.phase === 'unknown' ? [] : [layer.file.path],
      )
      const sync = chain.sync ? [chain.sync.item.path] : []
      return [path, ...files, ...sync].some((each) => isNamed(scope, each))
    })
    .map((chain) => ({ chain, ours: ownTransformers(repository, chain) }))
}

function ownTransformers(repository: Repository, { kustomizations }: Chain): ReadonlySet<string> {
  const origins = kustomizations.flatMap((file) =>
    listAt(file.value['transformers']).flatMap((name, index) => {
      const path = typeof name === 'string' ? joinPath(file.folder, name) : undefined
      const isOwn = path !== undefined && holdsOnlyOurs(repository, path)
      return isOwn ? [originAt(file, ['transformers', index])] : []
    }),
  )
  return new Set(origins.map(originKey))
}

/** True for a file of nothing but configurations of our functions. */
function holdsOnlyOurs(repository: Repository, path: string): boolean {
  const text = repository.files.get(path)
  if (text === undefined) return false
  const { items, problem } = objectFileAt(repository, path, text)
  const isOwn = items.every(({ apiVersion }) => groupOf(apiVersion) === apiGroup)
  return !problem && items.length > 0 && isOwn
}

/** One text for one field of one file. */

interface Told {
  readonly origin: Origin
  readonly finding: Finding
}

function renamed({ patches }: Built, item: RepositoryItem): readonly Told[] {
  return renamesOf(patches, item.object).map(({ origin, now }) => {
    const message = `The ${item.kind} "${item.name ?? ''}" must keep its name and namespace, since it was made from a Tenant, and \`${origin.field}\` makes it "${now}": take the field away, or rename the Tenant instead, since Flux's references do not follow.`
    return tell('tenant-object-renamed', message, item, origin)
  })
}

function patched({ steps, patches, failures }: Built, item: RepositoryItem): readonly Told[] {
  const does = [
    ...steps.map(({ origin }) => ({ origin, verb: 'changes' })),
    ...patches.filter(isDeletion).map(({ origin }) => ({ origin, verb: 'deletes' })),
  ]
  return [
    ...does.map(({ origin, verb }) => {
      const message = `The ${item.kind} "${item.name ?? ''}" must stay as its Tenant has it, and \`${origin.field}\` ${verb} it: say it in the Tenant.`
      return tell('patch-overrides', message, item, origin)
    }),
    ...failures.map(({ origin, message }) => tell('build-fails', message, item, origin)),
  ]
}

function unclear(
  { unclear: patches }: Built,
  item: RepositoryItem,
  ours: ReadonlySet<string>,
): readonly Told[] {
  // labels and annotations of all objects reach no field of these
  const others = patches.filter(
    ({ patch: { content, origin } }) => !isLabels(content) && !ours.has(originKey(origin)),
  )
  return others.map(({ patch: { origin } }) => {
    const message = `\`${origin.field}\` may change the ${item.kind} "${item.name ?? ''}" of a Tenant in a way that is not evaluated here: check \`kustomize build DIR | flux-tenancy check -\`.`
    return tell('patch-unclear', message, item, origin)
  })
}

function isLabels(content: Patch['content']): boolean {
  return content.kind === 'other' && content.what === 'labels'
}

function tell(rule: Finding['rule'], message: string, item: RepositoryItem, origin: Origin): Told {
  const { path, line } = origin
  return { origin, finding: { rule, message, item, place: { path, line } } }
}
