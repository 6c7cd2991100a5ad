/** The label with which `flux create tenant` too says whose an object is. */
export const tenantLabel = 'toolkit.fluxcd.io/tenant'

/** True for a namespace in which no tenant may be: Flux's own by its usual name, and those of Kubernetes. */
export function isRefusedNamespace(name: string): boolean {
  return name === 'flux-system' || name === 'default' || name.startsWith('kube-')
}

/** Why, as the rest of a sentence that begins with the field. */
export function refusedNamespace(name: string): string {
  return `must not be "${name}": "flux-system", "default" and "kube-*" are the platform's.`
}
