import { apiGroup } from '../api/group.ts'
import type { FieldPath } from '../krm/field-path.ts'
import { groupOf, listAt, stringAt } from '../krm/object.ts'
import { type Origin, originAt } from '../kustomize/origin.ts'
import type { Patch } from '../kustomize/patch.ts'
import { joinPath } from '../kustomize/paths.ts'
import type { Finding } from '../lockdown/finding.ts'
import { markOf } from '../tenants/mark.ts'
import { type Built, built } from './built.ts'
import { type Chain, chainsOf } from './chains.ts'
import { type Repository, readObjectFile } from './repository.ts'
import type { RepositoryItem } from './repository-item.ts'
import { isNamed, type Scope } from './scope.ts'

const renaming = ['namespace', 'namePrefix', 'nameSuffix'] as const
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
 * be one where the Tenant must have no rights, what a patch sets, and what may be set in a way that is not evaluated. One for each place.
 */
export function tenantBuildFindings(repository: Repository, scope: Scope): readonly Finding[] {
  const found = new Map<string, Finding>()
  const question = { fieldsOf: () => fields, isLeftOut: () => false }
  const chains = new Map<string, readonly Chain[]>()
  for (const item of repository.items) {
    if (!isNamed(scope, item.path) || !markOf(item)) continue
    const ways = chains.get(item.path) ?? chainsOf(repository, item.path)
    chains.set(item.path, ways)
    for (const chain of ways) {
      const result = built(repository, chain, item, question)
      for (const finding of [
        ...renamed(result, item, chain),
        ...patched(result, item),
        ...unclear(result, item, repository),
      ]) {
        const { path, line } = finding.place ?? item.placeOf([])
        const key = `${finding.rule} ${path} ${line}`
        if (!found.has(key)) found.set(key, finding)
      }
    }
  }
  return [...found.values()]
}

function renamed({ item: after }: Built, item: RepositoryItem, chain: Chain): readonly Finding[] {
  if (after.name === item.name && after.namespace === item.namespace) return []
  const origin = renamingOf(chain, item)
  const cause = origin ? `\`${origin.field}\`` : 'what is built of it'
  const now = [after.namespace, after.name].filter(Boolean).join('/')
  const message = `The ${item.kind} "${item.name ?? ''}" must keep its name and namespace, since it was made from a Tenant, and ${cause} makes it "${now}": rename the Tenant instead, since Flux's references do not follow.`
  return [finding('tenant-object-renamed', message, item, origin)]
}

function renamingOf({ kustomizations }: Chain, { namespace }: RepositoryItem): Origin | undefined {
  for (const file of kustomizations) {
    for (const field of renaming) {
      const value = stringAt(file.value[field]) ?? ''
      if (value !== '' && (field !== 'namespace' || value !== namespace)) {
        return originAt(file, [field])
      }
    }
  }
  return undefined
}

function patched({ steps, isDeleted }: Built, item: RepositoryItem): readonly Finding[] {
  const origins = isDeleted ? [undefined] : steps.map(({ origin }) => origin)
  return origins.map((origin) => {
    const cause = origin ? `\`${origin.field}\`` : 'a patch'
    const does = origin ? 'changes' : 'deletes'
    const message = `The ${item.kind} "${item.name ?? ''}" must stay as its Tenant has it, and ${cause} ${does} it: say it in the Tenant.`
    return finding('patch-overrides', message, item, origin)
  })
}

function unclear(
  { unclear: patches, chain }: Built,
  item: RepositoryItem,
  repository: Repository,
): readonly Finding[] {
  // labels and annotations of all objects reach no field of these
  const others = patches.filter(
    ({ patch: { content, origin } }) => !isLabels(content) && !isOurs(origin, chain, repository),
  )
  return others.map(({ patch: { origin } }) => {
    const message = `\`${origin.field}\` may change the ${item.kind} "${item.name ?? ''}" of a Tenant in a way that is not evaluated here: check \`kustomize build DIR | flux-tenancy check -\`.`
    return finding('patch-unclear', message, item, origin)
  })
}

/** True for an entry of `transformers` whose file holds nothing but configurations of our functions: what they make is what is there. */
function isOurs(
  { path, field }: Origin,
  { kustomizations }: Chain,
  { files }: Repository,
): boolean {
  const index = /^transformers\[(\d+)\]$/.exec(field)?.[1]
  const file = kustomizations.find((each) => each.path === path)
  const name = index === undefined ? undefined : listAt(file?.value['transformers'])[Number(index)]
  const at = file && typeof name === 'string' ? joinPath(file.folder, name) : undefined
  const text = at === undefined ? undefined : files.get(at)
  if (at === undefined || text === undefined) return false
  const { items, problem } = readObjectFile(at, text)
  return (
    !problem &&
    items.length > 0 &&
    items.every(({ apiVersion }) => groupOf(apiVersion) === apiGroup)
  )
}

function isLabels(content: Patch['content']): boolean {
  return content.kind === 'other' && content.what === 'labels'
}

function finding(
  rule: Finding['rule'],
  message: string,
  item: RepositoryItem,
  origin: Origin | undefined,
): Finding {
  return { rule, message, item, ...(origin && { place: { path: origin.path, line: origin.line } }) }
}
