/** The name of a ServiceAccount, an RFC 1123 subdomain, as the API server checks `metadata.name`. */
export const accountNamePattern =
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/
export const longestAccountName = 253

/** The pattern as part of a sentence. */
export const accountNameRule =
  'lowercase letters, digits, `-` and `.`, with a letter or digit at both ends'

/** True for what a ServiceAccount can be called. */
export function isAccountName(text: string): boolean {
  return text.length <= longestAccountName && accountNamePattern.test(text)
}
