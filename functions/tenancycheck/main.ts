import { runFunctionEntry } from '../../src/cli/function-entry.ts'
import { readStdin, readTextFile, stdinIsTerminal, writeOutcome } from '../../src/host/stdio.ts'

const inputs = { stdinIsTerminal, readStdin, readTextFile }
await writeOutcome(await runFunctionEntry('TenancyCheck', process.argv.slice(2), inputs))
