/** The name of a Namespace, an RFC 1123 label, as the API server checks `metadata.name`. */
export const namespaceNamePattern = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/
export const longestNamespaceName = 63
export const namespaceNameRule =
  'lowercase letters, digits and `-`, with a letter or digit at both ends'

/** The name of a ClusterRole, a path segment: anything but `.`, `..` and what has `/` or `%` in it. No lookahead: RE2 has none. */
export const roleNamePattern = /^([^./%][^/%]*|\.[^./%][^/%]*|\.\.[^/%]+)$/
export const roleNameRule = 'any text without `/` and `%`, and neither "." nor ".."'

/** A label key, as apimachinery's IsQualifiedName has it: a name, before it a DNS subdomain and a slash if one likes. */
export const labelKeyPattern =
  /^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\/)?([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9]$/

/** A label value, as apimachinery's IsValidLabelValue has it. */
export const labelValuePattern = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/
export const longestLabelValue = 63
