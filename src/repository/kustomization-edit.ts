import { makeItem } from '../krm/item.ts'
import { isMap, type KubernetesObject } from '../krm/object.ts'
import { keyFor } from '../kustomize/canonical.ts'
import type { KustomizationFile } from '../kustomize/kustomization-file.ts'
import { placeAt } from '../yaml/edit-node.ts'
import { readList } from '../yaml/read.ts'
import { writeList } from '../yaml/write.ts'

/** `isFlowList` is true for a list that is written in brackets in a mapping that is not: an empty one that became longer. */
type Edit = (map: KubernetesObject, isFlowList: (field: string) => boolean) => KubernetesObject

/** The text of a kustomization with other fields; undefined where no small edit can do it. */
export function editedKustomization({ text }: KustomizationFile, edit: Edit): string | undefined {
  const source = readList(text)
  const [item] = source.items
  if (!item || !isMap(item.value)) return undefined
  const map = item.value as KubernetesObject
  const root = item.parsed()?.root
  const isFlowList = (field: string) => {
    const place = root ? placeAt(root, [keyFor(map, field)]) : undefined
    return isFlow(place?.node) && !isFlow(root)
  }
  const object = edit(map, isFlowList)
  const written = writeList(source, {
    items: [makeItem(object, item)],
    functionConfig: undefined,
    results: [],
  })
  return written.reprinted.length === 0 ? written.text : undefined
}

/** The kustomization with `name` as the last of its resources. */
export function withResource(file: KustomizationFile, name: string): string | undefined {
  return editedKustomization(file, (map) => {
    const key = keyFor(map, 'resources')
    return { ...map, [key]: [...listIn(map[key]), name] }
  })
}

/** The kustomization without the resources that are `isGone`. */
export function withoutResources(
  file: KustomizationFile,
  isGone: (name: unknown) => boolean,
): string | undefined {
  return editedKustomization(file, (map) => {
    const key = keyFor(map, 'resources')
    return { ...map, [key]: listIn(map[key]).filter((name) => !isGone(name)) }
  })
}

function listIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function isFlow(node: unknown): boolean {
  return isMap(node) && node['flow'] === true
}
