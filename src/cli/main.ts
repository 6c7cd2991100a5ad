import { readPackage } from '../host/folder-read.ts'
import { shownPath } from '../host/folder-root.ts'
import { writeChanges } from '../host/folder-write.ts'
import { readStdin, readTextFile, stdinIsTerminal, tell, writeOutcome } from '../host/stdio.ts'
import { runCommand } from './run-command.ts'

const inputs = {
  stdinIsTerminal,
  readStdin,
  readTextFile,
  readPackage,
  writeChanges,
  shownPath,
  tell,
}
await writeOutcome(await runCommand(process.argv.slice(2), inputs))
