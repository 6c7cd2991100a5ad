/** A release of Flux as numbers, for comparing: `v2.9.3`. */
export type Release = readonly [number, number, number]

export function releaseOf(text: string): Release {
  const [, major, minor, patch] = /^v(\d+)\.(\d+)\.(\d+)/.exec(text) ?? []
  if (patch === undefined) throw new Error(`"${text}" must be a release, as "v2.9.3".`)
  return [Number(major), Number(minor), Number(patch)]
}

/** Below 0 if `a` is the older one. */
export function compareReleases(a: Release, b: Release): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2]
}
