import { readStdin, readTextFile, stdinIsTerminal, writeOutcome } from '../host/stdio.ts'
import { runCommand } from './run-command.ts'

await writeOutcome(
  await runCommand(process.argv.slice(2), { stdinIsTerminal, readStdin, readTextFile }),
)
