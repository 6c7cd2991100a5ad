import { isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap } from 'yaml'
import { resourceListKind, resourceListVersions } from '../krm/resource-list.ts'
import type { Composed } from './composed.ts'
import { columnOf } from './edit-splice.ts'
import type { Header } from './header.ts'
import { type ListSource, listSource, nodeItem } from './list-source.ts'
import type { SourceItem } from './source-item.ts'

/** A ResourceList, the text between an orchestrator and a function. */
export interface ResourceListSource extends ListSource {
  readonly functionConfig: SourceItem | undefined
  /** The results of earlier functions, as plain values. */
  readonly results: readonly unknown[]
}

/** True for a ResourceList, false for an item or a List. */
export function isResourceList(content: SourceItem | ListSource): content is ResourceListSource {
  return 'functionConfig' in content
}

/** The ResourceList that `map` is, or undefined for another kind. Throws YamlError for a version that the KRM functions specification does not have. */
export function readResourceList(
  composed: Composed,
  map: YAMLMap,
  header: Header,
): ResourceListSource | undefined {
  const { apiVersion, kind } = header
  if (kind !== resourceListKind) return undefined
  if (apiVersion !== '' && !apiVersion.startsWith('config.kubernetes.io/')) return undefined
  if (!resourceListVersions.some((version) => version === apiVersion)) {
    throw composed.error(otherVersion(apiVersion), composed.pairOf(map, 'apiVersion')?.value ?? map)
  }
  refuseOddKeys(composed, map)
  return {
    ...listSource(composed, map),
    functionConfig: functionConfigOf(composed, composed.pairOf(map, 'functionConfig')),
    results: resultsOf(composed, composed.pairOf(map, 'results')),
  }
}

/** The sentence for a version that the specification does not have. */
export function otherVersion(apiVersion: string): string {
  const versions = resourceListVersions.map((version) => `"${version}"`).join(' or ')
  return `The \`apiVersion\` of a ResourceList must be ${versions}, not "${apiVersion}".`
}

/** A list whose items were not parsed as the ResourceList that it is; undefined for a version that the specification does not have. */
export function scannedResourceList(
  list: ListSource,
  { apiVersion }: Header,
): ResourceListSource | undefined {
  if (!resourceListVersions.some((version) => version === apiVersion)) return undefined
  const pairOf = (key: string) => {
    const composed = list.sections?.section(key)
    const map = composed?.document.contents
    return composed && isMap(map) ? { composed, pair: composed.pairOf(map, key) } : undefined
  }
  const config = pairOf('functionConfig')
  const results = pairOf('results')
  return {
    ...list,
    functionConfig: config && functionConfigOf(config.composed, config.pair),
    results: results ? resultsOf(results.composed, results.pair) : [],
  }
}

function refuseOddKeys(composed: Composed, map: YAMLMap): void {
  const names = new Set<unknown>()
  for (const { key } of map.items) {
    if (!isScalar(key) || typeof key.value !== 'string') {
      throw composed.error('The keys of a ResourceList must be plain words.', key)
    }
    if (names.has(key.value)) {
      throw composed.error(`The key "${key.value}" must not stand twice in a mapping.`, key)
    }
    names.add(key.value)
  }
}

function functionConfigOf(composed: Composed, pair: Pair | undefined): SourceItem | undefined {
  const node = pair?.value as Node | null | undefined
  const map = composed.target(node)
  if (!node || map === null || (isScalar(map) && map.value === null)) return undefined
  if (!isMap(map)) throw composed.error('The field `functionConfig` must be an object.', node)
  const [start, end] = node.range ?? [0, 0]
  return nodeItem(composed, node, composed.headerOf(node), {
    range: { start, end },
    column: columnOf(composed.own, start),
    within:
      composed.document.contents && isFlowMap(composed.document.contents)
        ? 'flow list'
        : 'block list',
  })
}

function isFlowMap(node: Node): boolean {
  return isMap(node) && node.flow === true
}

function resultsOf(composed: Composed, pair: Pair | undefined): readonly unknown[] {
  if (!pair) return []
  const value = composed.valueOf(pair.value)
  if (value === null) return []
  if (!isSeq(pair.value)) throw composed.error('The field `results` must be a list.', pair.value)
  return value as readonly unknown[]
}
