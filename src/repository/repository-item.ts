import { indexAnnotations, pathAnnotations } from '../krm/annotations.ts'
import type { FieldPath } from '../krm/field-path.ts'
import type { Item } from '../krm/item.ts'
import { type KubernetesObject, mapAt, stringAt } from '../krm/object.ts'
import type { WrittenAt } from '../kustomize/kustomization-file.ts'
import { lineAt } from '../kustomize/line-at.ts'
import type { SourceItem } from '../yaml/source-item.ts'
import { positionAt } from '../yaml/yaml-error.ts'

/** An object of a repository, as its file has it. */
export interface RepositoryItem extends Item {
  readonly source: SourceItem
  readonly path: string
  /** The whole text of the file. */
  readonly fileText: string
  /** Its position among the objects of the file, from 0. */
  readonly index: number
  /** Where the field at `path` is written; where it comes from an alias or is not there, what is around it. */
  placeOf(path: FieldPath): WrittenAt
}

export function repositoryItem(
  { path, text }: { readonly path: string; readonly text: string },
  index: number,
  source: SourceItem,
): RepositoryItem {
  return {
    source,
    path,
    fileText: text,
    index,
    apiVersion: source.apiVersion,
    kind: source.kind,
    get name() {
      return source.name
    },
    get namespace() {
      return source.namespace
    },
    get object() {
      return source.object
    },
    annotation: (key) => placeAnnotation(path, index, key) ?? source.annotation(key),
    mentions: (words) => source.mentions(words),
    placeOf(field) {
      const { line } = positionAt(text, source.place.range.start)
      const parsed = source.parsed()
      return { path, line: parsed ? line + lineAt(parsed, field) - 1 : line }
    },
  }
}

/** An object as a chain of kustomizations leaves it. */
export interface BuiltItem extends Item {
  readonly origin: RepositoryItem
}

export function builtItem(
  origin: RepositoryItem,
  object: KubernetesObject,
  { name, namespace }: { readonly name: string; readonly namespace: string | undefined },
): BuiltItem {
  return {
    origin,
    // what a patch left need not have a type
    apiVersion: stringAt(object.apiVersion) ?? '',
    kind: stringAt(object.kind) ?? '',
    name,
    namespace,
    object,
    annotation: (key) =>
      placeAnnotation(origin.path, origin.index, key) ??
      stringAt(mapAt(object.metadata?.annotations)[key]),
    mentions: (words) => origin.mentions(words),
  }
}

/** In a repository the file itself tells the place, whatever annotations somebody committed. */
function placeAnnotation(path: string, index: number, key: string): string | undefined {
  if ((pathAnnotations as readonly string[]).includes(key)) return path
  return (indexAnnotations as readonly string[]).includes(key) ? String(index) : undefined
}
