import type { Configs, KptFunc, KubernetesObject as KptObject } from 'kpt-functions'
import { type FunctionKind, functionSummaries, runFunction } from '../functions/registry.ts'
import { isMade } from '../krm/item.ts'
import type { KubernetesObject } from '../krm/object.ts'
import { hasErrors, resultOn } from '../krm/result.ts'
import { answer } from './answer.ts'
import { failure } from './failure.ts'
import { FunctionError } from './input-error.ts'
import { handedItems, incomingItem, itemsAfter, type KptKey } from './kpt-items.ts'
import { fromKptResult, type KptResult, toKptResult } from './kpt-results.ts'
import type { Outcome } from './outcome.ts'
import { type ConfigFile, configObject, readInput } from './read-input.ts'
import { withConsole } from './swapped-console.ts'

/**
 * One of our functions for programs built on kpt-functions:
 *
 *     import { run } from 'kpt-functions'
 *     run(toKptFunc('FluxTenancy'))
 *
 * Items, functionConfig and results are those of the Configs. On an error result its items stay as they are. Comments
 * and order are lost, since kpt-functions reads and writes the text itself; `flux-tenancy fn` keeps them.
 */
export function toKptFunc(kind: FunctionKind): KptFunc {
  const kptFunc = async (configs: Configs): Promise<void> => {
    const before = configs.getAll().map((object) => ({ object, item: incomingItem(object) }))
    const functionConfig = configs.getFunctionConfig() as KubernetesObject | undefined
    const items = before.map(({ item }) => item)
    const list = runFunction({ items, functionConfig, results: [] }, kind)
    configs.addResults(...(list.results.map(toKptResult) as ReturnType<Configs['getResults']>))
    const unchanged = new Set(list.items)
    configs.delete(...before.filter(({ item }) => !unchanged.has(item)).map(({ object }) => object))
    configs.insert(...list.items.filter(isMade).map(({ object }) => object as unknown as KptObject))
  }
  return Object.assign(kptFunc, { usage: functionSummaries[kind] })
}

/**
 * A KptFunc over our reader and writer: what it leaves alone keeps its bytes, comments and place. Of two items with
 * one key it sees the last, both survive, and a warning says so. `config` counts in place of the list's functionConfig.
 * Where it throws, nothing is on stdout, the exit code is 1, and stderr says why in one sentence.
 */
export async function runKptFunc(
  kptFunc: KptFunc,
  text: string,
  options: { readonly config?: ConfigFile } = {},
): Promise<Outcome> {
  try {
    const source = readInput(text)
    const functionConfig = options.config
      ? configObject(options.config)
      : source.functionConfig?.object
    const { Configs, keyOf, console } = await loadKptFunctions()
    const { handed, shadowed } = handedItems(source.items, keyOf)
    const configs = new Configs(
      handed.map(({ copy }) => copy as KptObject),
      structuredClone(functionConfig) as KptObject | undefined,
    )
    await withConsole(console, () => finished(kptFunc, configs))
    const results = [
      ...(configs.getResults() as KptResult[]).map(fromKptResult),
      ...shadowed.map((item) => resultOn(item, 'warning', 'duplicate-item', duplicateItem)),
    ]
    const items = hasErrors(results)
      ? source.items
      : itemsAfter(source.items, handed, configs.getAll(), keyOf)
    return answer(source, { items, functionConfig, results })
  } catch (error) {
    return failure(error)
  }
}

const duplicateItem =
  'The function did not see this object, since a later one has the same kind, namespace and name.'

/** Whatever a KptFunc throws is its user's to read, and no bug of ours. */
async function finished(kptFunc: KptFunc, configs: Configs): Promise<void> {
  try {
    await kptFunc(configs)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new FunctionError(`The function failed: ${reason || 'it gave no reason.'}`)
  }
}

interface KptFunctions {
  readonly Configs: typeof Configs
  readonly keyOf: KptKey
  /** Theirs, which writes to stderr. */
  readonly console: Console
}
let loaded: Promise<KptFunctions> | undefined

/** Importing kpt-functions replaces the global console: ours is put back. */
function loadKptFunctions(): Promise<KptFunctions> {
  loaded ??= (async () => {
    const own = globalThis.console
    const { Configs, kubernetesKey } = await import('kpt-functions')
    const theirs = globalThis.console
    globalThis.console = own
    return { Configs, keyOf: (object) => kubernetesKey(object as KptObject), console: theirs }
  })()
  return loaded
}
