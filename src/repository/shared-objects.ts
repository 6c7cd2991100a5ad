import { accountOf } from '../lockdown/applied.ts'
import type { Finding } from '../lockdown/finding.ts'
import { built } from './built.ts'
import { chainsOf } from './chains.ts'
import type { ObjectEdit } from './object-edits.ts'
import type { Repository } from './repository.ts'

const question = { fieldsOf: () => [], isLeftOut: () => false }

/** An error for each object that would get an account of the platform and is built into another namespace too, where that account is somebody else's. */
export function sharedObjects(
  repository: Repository,
  edits: readonly ObjectEdit[],
): readonly Finding[] {
  const given = new Set(edits.flatMap(({ item, account }) => (account === 'given' ? [item] : [])))
  return [...given].flatMap((item): readonly Finding[] => {
    const uses = chainsOf(repository, item.path).map((chain) =>
      built(repository, chain, item, question),
    )
    const bare = uses.filter((use) => accountOf(use.item) === undefined)
    const namespaces = [...new Set(bare.map((use) => use.item.namespace ?? ''))].sort()
    if (namespaces.length < 2) return []
    const names = namespaces.map((each) => `"${each}"`).join(' and ')
    return [
      {
        rule: 'edit-by-hand',
        item,
        message: `The object is built into the namespaces ${names}, and only one of them is the platform's: set \`spec.serviceAccountName\` by a patch there.`,
        place: item.placeOf(['spec']),
      },
    ]
  })
}
