import { type Profile, releaseOf } from '../expected.ts'

const owned = ['no-cross-namespace-refs', 'no-remote-bases', 'default-service-account']

/** The arguments of a controller that are the lock's, sorted. */
export function lockArguments(rendered: readonly string[]): readonly string[] {
  return rendered
    .filter((argument) => owned.some((flag) => argument.startsWith(`--${flag}`)))
    .toSorted()
}

/** What is documented of them. */
export function expectedLockArguments(
  flux: string,
  profile: Profile,
  controller: string,
): readonly string[] {
  return Object.entries(releaseOf(flux).values[profile][controller] ?? {})
    .filter(([, value]) => value !== '' && value !== 'false')
    .map(([flag, value]) => `--${flag}=${value}`)
    .toSorted()
}
