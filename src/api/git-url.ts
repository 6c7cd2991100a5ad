/** What every URL of a GitRepository begins with, as its CRD checks it. */
export const gitUrlPattern = /^(ssh|https|http):\/\//

// no `@` in the path: it would be a password before a host
const scpForm =
  /^(?!(?:ssh|https?|git|file|oci):)(?:([^@:/\s]+)@)?(\[[0-9a-fA-F:]+\]|[A-Za-z0-9.-]+):(?!\/\/)([^@\s]+)$/

/**
 * What is wrong with the URL of a Git repository, as the rest of a sentence that begins with its field; undefined if source-controller can
 * clone it. The URL stands in the sentence only where it can hold no password.
 */
export function gitUrlProblem(url: string): string | undefined {
  const rule = 'must be a URL that begins with "ssh://", "https://" or "http://"'
  if (!gitUrlPattern.test(url)) {
    const [, user = 'git', host, path] = scpForm.exec(url) ?? []
    if (host === undefined || path === undefined) return `${rule}.`
    return `${rule}: write "ssh://${user}@${host}/${path.replace(/^\/+/, '')}".`
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what a URL parser drops without a word
  if (/[\s\u0000-\u001f\u007f\\]/.test(url)) {
    return 'must be a URL without spaces, control characters and backslashes.'
  }
  if (hasCredentials(url)) {
    return 'must not hold credentials: put them into the Secret that `secretRef` names.'
  }
  if (/%(?![0-9A-Fa-f]{2})/.test(url)) {
    return 'must be a URL in which two hexadecimal digits follow each "%".'
  }
  // the parser of browsers takes what follows more slashes for the host, that of Go does not
  if (/^[a-z]+:\/\/[^/?#]/.test(url) && URL.canParse(url) && new URL(url).hostname !== '') {
    return undefined
  }
  const [, before, path] = /^(ssh:\/\/[^/:]+):([^/0-9][^:]*)$/.exec(url) ?? []
  const spelling = before && path ? `: write "${before}/${path}"` : ''
  return `must be a URL with a host and, if any, a port in digits${spelling}.`
}

/** True for what stands before the host but a user of ssh, which is no secret: over https a user alone may be a token. */
function hasCredentials(url: string): boolean {
  const authority = url.slice(url.indexOf('://') + '://'.length).split(/[/?#]/)[0] ?? ''
  const at = authority.lastIndexOf('@')
  if (at < 0) return false
  return !url.startsWith('ssh://') || authority.slice(0, at).includes(':')
}
