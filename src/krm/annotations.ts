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
