/** The API group of our kinds. */
export const apiGroup = 'fluxtenancy.dev'

/** The one version of the group. */
export const apiVersion = `${apiGroup}/v1alpha1`
