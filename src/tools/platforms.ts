/** A platform that the executable is made for. */
export interface Platform {
  /** What `bun build --target` calls it. */
  readonly target: string
  /** The npm package with the compiler's own binary of that platform, which becomes the executable around our code. */
  readonly package: string
  /** Of the tarball of `bunVersion`: the registry is not trusted to stay as it was. Source: `npm view PACKAGE@VERSION dist.integrity`. */
  readonly integrity: string
  /** What npm takes for the processor. */
  readonly cpu: string
}

/** The compiler's version: every platform has the same. */
export const bunVersion = '1.4.5'

/** By the words of images and of the Flux CLI's catalogue; the system is Linux. */
export const platforms = {
  amd64: {
    target: 'bun-linux-x64',
    package: '@oven/bun-linux-x64',
    integrity:
      'sha512-IWX9BELoGHAUtMonkeSaNaZwXzRk+oDw6Mk+HBFXd3KHYIBNBsIGRupMZPcgNoDbJpLu6gAJjIoIVPZtt1aJ1g==',
    cpu: 'x64',
  },
  arm64: {
    target: 'bun-linux-arm64',
    package: '@oven/bun-linux-aarch64',
    integrity:
      'sha512-4BXmsSKnjOrlGWqZV4x/oWa7AVoR+B6lCXddMzOAXBIm3t50eslg9wb66gmtW1AamEQ1l1CDvmmruysEhqOWMg==',
    cpu: 'arm64',
  },
} as const satisfies Readonly<Record<string, Platform>>

export type PlatformName = keyof typeof platforms

/** The platform of a word; of this machine where there is none. Throws for one that has no executable. */
export function platformNamed(word: string = process.arch): PlatformName {
  const known = Object.entries<Platform>(platforms).find(
    ([name, { cpu }]) => word === name || word === cpu,
  )
  if (known) return known[0] as PlatformName
  throw new Error(
    `The platform must be ${Object.keys(platforms).join(' or ')}, and "${word}" is neither.`,
  )
}
