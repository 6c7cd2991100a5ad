import type { CommandInputs } from './inputs.ts'

/** For tests: inputs without a process; whatever `own` does not give must not be used. */
export function inputsWith(own: Partial<CommandInputs> = {}): CommandInputs {
  const unread = () => {
    throw new Error('must not be read')
  }
  const unwritten = () => {
    throw new Error('must not be written')
  }
  return {
    stdinIsTerminal: () => false,
    readStdin: unread,
    readTextFile: unread,
    readPackage: unread,
    writeChanges: unwritten,
    shownPath: unread,
    tell: unwritten,
    ...own,
  }
}
