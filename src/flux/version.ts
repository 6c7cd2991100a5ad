/** A release version as Flux and its controllers number them: semver without build metadata. */
export interface Version {
  readonly major: number
  readonly minor: number
  readonly patch: number
  /** `rc.1` of `v2.0.0-rc.1`; empty for a release. */
  readonly prerelease: string
  /** How many commits came after it, where it was built between two releases. */
  readonly commits?: number
}

const form = /^v?(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)([-_.+][0-9A-Za-z._+-]*)?$/

/** The suffixes of releases that were not out yet; all others are of who built the release anew: mirrors, clouds, architectures. */
const prereleaseSuffix = /^-(alpha|beta|rc|preview|pre|dev)((?:\.?\d+)*)(?=[-_.+]|$)/i

/** What `git describe` writes behind the tag that it found: the commits since, and the last one's hash. */
const describedSuffix = /^-([1-9]\d{0,8})-g[0-9a-f]{4,40}(?=[-_.+]|$)/

/**
 * Reads `v1.9.4`, `1.9.4`, `v2.9.3-rc.1`, and as the release that they were built from `v1.9.4-distroless`, `1.9.4-debian-12-r3`,
 * `v1.9.4_fips`, `v1.9.4+build`; `v1.9.4-3-gabcdef` is later than v1.9.4. Undefined for anything that does not name one release: a moving tag (`v2`, `latest`), a branch build
 * (`main-abc`), numbers beyond 2^53.
 */
export function parseVersion(text: string): Version | undefined {
  const match = form.exec(text)
  if (!match) return undefined
  const [major, minor, patch] = [Number(match[1]), Number(match[2]), Number(match[3])]
  if (![major, minor, patch].every(Number.isSafeInteger)) return undefined
  const suffix = match[4]
  if (suffix === undefined) return { major, minor, patch, prerelease: '' }
  const [whole = '', word = '', numbers = ''] = prereleaseSuffix.exec(suffix) ?? []
  const prerelease = [word.toLowerCase(), ...(numbers.match(/\d+/g) ?? [])].join('.')
  const commits = Number(describedSuffix.exec(suffix.slice(whole.length))?.[1] ?? 0)
  return { major, minor, patch, prerelease, ...(commits > 0 && { commits }) }
}

/** Reads a version that a table of this project holds, with or without `v` and with no suffix but a prerelease's. Throws if it is none. */
export function knownVersion(text: string): Version {
  const read = versionsRead.get(text)
  if (read) return read
  const tag = text.startsWith('v') ? text : `v${text}`
  // nearly all are three numbers, and the tables are read at every start
  const [major = 0, minor = 0, patch = 0] = tag.slice(1).split('.').map(Number)
  const plain = { major, minor, patch, prerelease: '' }
  const version = formatVersion(plain) === tag ? plain : parseVersion(tag)
  if (!version || formatVersion(version) !== tag) {
    throw new Error(`A table of Flux facts holds "${text}", which is no version.`)
  }
  versionsRead.set(text, version)
  return version
}

/** The tables hold each version many times. */
const versionsRead = new Map<string, Version>()

/** Reads a release of Flux that a table of this project holds: `v2.5`, its first patch, or `v2.9.5`. Throws if it is none. */
export function knownRelease(text: string): Version {
  return knownVersion(/^v\d+\.\d+$/.test(text) ? `${text}.0` : text)
}

/** Semver precedence, and commits after it: negative if `a` is older, positive if it is newer, 0 if they are the same release. */
export function compareVersions(a: Version, b: Version): number {
  return (
    a.major - b.major ||
    a.minor - b.minor ||
    a.patch - b.patch ||
    comparePrereleases(a.prerelease, b.prerelease) ||
    (a.commits ?? 0) - (b.commits ?? 0)
  )
}

/** Prints `v1.9.4`, `v2.0.0-rc.1`: the form of Flux's own tags, without the commits after one. */
export function formatVersion({ major, minor, patch, prerelease }: Version): string {
  return `v${major}.${minor}.${patch}${prerelease && `-${prerelease}`}`
}

/** Prints `v2.9` of `v2.9.3`: what Flux's documentation calls a version. */
export function formatMinor({ major, minor }: Version): string {
  return `v${major}.${minor}`
}

function comparePrereleases(a: string, b: string): number {
  if (a === b) return 0
  // a release comes after all of its prereleases
  if (a === '') return 1
  if (b === '') return -1
  const [left, right] = [a.split('.'), b.split('.')]
  for (let i = 0; ; i++) {
    const [l, r] = [left[i], right[i]]
    if (l === undefined || r === undefined) return left.length - right.length
    if (l !== r) return compareIdentifiers(l, r)
  }
}

function compareIdentifiers(a: string, b: string): number {
  const [aIsNumber, bIsNumber] = [/^\d+$/.test(a), /^\d+$/.test(b)]
  if (aIsNumber && bIsNumber) return Number(a) - Number(b)
  if (aIsNumber !== bIsNumber) return aIsNumber ? -1 : 1
  return a < b ? -1 : 1
}
