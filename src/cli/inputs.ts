/** What a command may read of the process. Tests give others. */
export interface Inputs {
  readonly stdinIsTerminal: () => boolean
  /** All of stdin. Throws InputError where it is no text. */
  readonly readStdin: () => Promise<string>
  /** A file as text. Throws InputError where it cannot be read. */
  readonly readTextFile: (path: string) => string
}
