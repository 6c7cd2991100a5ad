import type { SecurityProfile } from '../api/security-profile.ts'
import type { TenancyStatus } from '../functions/tenancy-status.ts'
import type { Files } from '../krm/files.ts'
import type { Result } from '../krm/result.ts'
import type { ConfigFile } from './read-input.ts'

/** A repository, or the part of it that was read. */
export interface Package {
  readonly files: Files
  /** YAML files that could not be read as text, by path, each with the reason as a clause: `it is not UTF-8`. */
  readonly unreadable: ReadonlyMap<string, string>
  /**
   * Files that may hold objects and were passed over, by path, each with the reason as a clause: `".krmignore" leaves out "examples"`. Files
   * that source-controller leaves out by default are among them also where they were read. None if absent.
   */
  readonly leftOut?: ReadonlyMap<string, string>
  /** The files and folders that were named, relative to the root; only what is in them is written. */
  readonly paths: readonly string[]
}

/** What the caller says of a run, beside the files. */
export interface PackageOptions {
  /** A configuration that counts in place of a FluxTenancy among the files. */
  readonly config?: ConfigFile
  /** In place of the profile that the configuration says. */
  readonly securityProfile?: SecurityProfile
}

/** What `render` is to write. */
export interface PackageOutcome {
  /** The new text of each file that changes; null for one that goes, with its folder if nothing is left in it. Empty on any error. */
  readonly changes: ReadonlyMap<string, string | null>
  readonly results: readonly Result[]
  /** How many files were passed over because they are no KRM YAML. */
  readonly leftAlone: number
  readonly exitCode: 0 | 1
}

/** What `check` found in the clusters of a repository; JSON as it stands. */
export interface PackageReport {
  /** False for any error among the results. */
  readonly passed: boolean
  /** Absent where the configuration could not be read, which is then among the results. */
  readonly profile?: SecurityProfile
  readonly clusters: readonly ClusterReport[]
  readonly results: readonly Result[]
  readonly leftAlone: number
}

/** One cluster: the folder that Flux applies there, and its installs. */
interface ClusterReport {
  /** Relative to the root; empty for the root. */
  readonly folder: string
  readonly installs: TenancyStatus['installs']
}
