/**
 * True for what kustomize fetches: a URL of a file, or what it reads as a Git repository. A file of that name in the repository comes
 * first.
 * Source: kubernetes-sigs/kustomize api/internal/git/repospec.go (NewRepoSpecFromURL), api/internal/loader/fileloader.go (IsRemoteFile).
 */
export function isRemote(path: string): boolean {
  return /^https?:/i.test(path) || isRepository(path)
}

/** True for what kustomize reads as a Git repository, and never as a folder. */
export function isRepository(path: string): boolean {
  if (path.startsWith('/')) return false
  const address = (path.split('?')[0] ?? '').replace(/^git::/i, '')
  const scheme = /^(?:ssh|https?|file):\/\//i.exec(address)?.[0].toLowerCase() ?? ''
  const unschemed = address.slice(scheme.length)
  const user = /^[a-zA-Z][a-zA-Z0-9-]*@/.exec(unschemed)?.[0] ?? ''
  const rest = unschemed.slice(user.length)
  const isGithub = /^github\.com[/:]/i.test(rest)
  if (scheme === 'file://') return hasRepoPath(user + rest, false)
  const acceptsColon = scheme === '' && (user !== '' || isGithub)
  if (scheme === '' && !acceptsColon) return false
  const end = separatorIndex(rest, acceptsColon)
  if (rest === '' || end < 0) return false
  return hasRepoPath(rest.slice(end + 1), true)
}

function separatorIndex(address: string, acceptsColon: boolean): number {
  const slash = address.indexOf('/')
  const colon = address.indexOf(':')
  if (!acceptsColon) return slash
  return slash < 0 || (colon > 0 && colon < slash) ? colon : slash
}

/** The part behind the host must name a repository, and a path inside it that does not leave it. */
function hasRepoPath(path: string, needsTwoSegments: boolean): boolean {
  const [repository, inside] = splitRepoPath(path, needsTwoSegments)
  return repository !== '' && !leavesRepository(inside)
}

function splitRepoPath(path: string, needsTwoSegments: boolean): readonly [string, string] {
  const azure = path.indexOf('_git/')
  if (azure >= 0) {
    const [name = '', ...inside] = path.slice(azure + 5).split('/')
    return [path.slice(0, azure + 5) + name, inside.join('/')]
  }
  const doubled = path.indexOf('//')
  if (doubled >= 0) return [path.slice(0, doubled), path.slice(doubled + 2)]
  const suffix = path.indexOf('.git')
  if (suffix >= 0) return [path.slice(0, suffix + 4), path.slice(suffix + 4)]
  if (!needsTwoSegments) return [path, '']
  const segments = path.split('/')
  if (segments.length < 2) return ['', '']
  return [segments.slice(0, 2).join('/'), segments.slice(2).join('/')]
}

function leavesRepository(inside: string): boolean {
  let depth = 0
  for (const step of inside.split('/')) {
    if (step === '..') depth -= 1
    else if (step !== '' && step !== '.') depth += 1
    if (depth < 0) return true
  }
  return false
}
