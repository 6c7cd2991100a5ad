/**
 * Annotations that orchestrators and people use on items.
 * Source: kubernetes-sigs/kustomize cmd/config/docs/api-conventions/functions-spec.md, kyaml/kio/kioutil.
 */
export const localConfigAnnotation = 'config.kubernetes.io/local-config'
/** Set by kustomize on every item it passes to a function, and by nobody else. */
export const kustomizeIdAnnotation = 'kustomize.config.k8s.io/id'

/** Where the item's file is; the first that is set counts, as in kyaml. */
export const pathAnnotations = [
  'internal.config.kubernetes.io/path',
  'config.kubernetes.io/path',
] as const

/** The document's position in its file; the first that is set counts, as in kyaml. */
export const indexAnnotations = [
  'internal.config.kubernetes.io/index',
  'config.kubernetes.io/index',
] as const

/** Which package of several `path` starts at: set by `kpt fn render`, a path of the machine, never to be told or written elsewhere. */
export const packagePathAnnotation = 'internal.config.kubernetes.io/package-path'

/** Set by kustomize on what it renamed or moved: what it put before and behind the name, and the namespaces that the object had. */
export const kustomizeRenames = {
  prefixes: 'internal.config.kubernetes.io/prefixes',
  suffixes: 'internal.config.kubernetes.io/suffixes',
  namespaces: 'internal.config.kubernetes.io/previousNamespaces',
} as const

/** Prefixes and names of annotations that orchestrators put on items on the way and take off again. */
const travelling: { readonly prefixes: readonly string[]; readonly names: readonly string[] } = {
  prefixes: ['internal.config.kubernetes.io/', 'internal.kpt.dev/', 'internal.config.k8s.io/'],
  names: [
    ...pathAnnotations,
    ...indexAnnotations,
    'config.kubernetes.io/origin',
    'config.kubernetes.io/merge-source',
    'config.k8s.io/id',
    kustomizeIdAnnotation,
    'alpha.config.kubernetes.io/transformations',
  ],
}

/** One of these is set by kpt on items that are a selection (`--match-…`, `selectors`) of its package; it merges them back by it. */
export const kptSelectionAnnotations = [
  'internal.config.k8s.io/kpt-resource-id',
  'internal.config.kubernetes.io/kpt-resource-id',
] as const

/** True for annotations that say how an item travels, and nothing of the object. */
export function isOrchestrators(annotation: string): boolean {
  return (
    travelling.names.includes(annotation) ||
    travelling.prefixes.some((prefix) => annotation.startsWith(prefix))
  )
}
