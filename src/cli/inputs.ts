import type { Changes } from '../host/folder-changes.ts'
import type { ReadFolder, Wanted } from '../host/folder-read.ts'
import type { WriteReport } from '../host/folder-write.ts'

/** What a function may read of the process. Tests give others. */
export interface Inputs {
  readonly stdinIsTerminal: () => boolean
  /** All of stdin. Throws InputError where it is no text. */
  readonly readStdin: () => Promise<string>
  /** A file as text. Throws InputError where it cannot be read. */
  readonly readTextFile: (path: string) => string
}

/** What the commands may do with the process and the disk. */
export interface CommandInputs extends Inputs {
  /** Folders and files as they were typed, and what they need. Throws InputError where they cannot be read. */
  readonly readPackage: (typed: readonly string[], wanted: Wanted) => ReadFolder
  /** Writes in place. Throws InputError where nothing was written. */
  readonly writeChanges: (folder: ReadFolder, changes: Changes) => WriteReport
  /** A path of a repository as from where the user stands. */
  readonly shownPath: (root: string, path: string) => string
  /** Prints on stderr at once: what must be said before something is done. */
  readonly tell: (text: string) => Promise<void>
}
