import { failure } from '../run/failure.ts'
import type { Outcome } from '../run/outcome.ts'
import { parseCommand } from './args.ts'
import { check } from './check.ts'
import { completeCommand, completionAnswer } from './complete.ts'
import { completionScript } from './completion-scripts.ts'
import { explain } from './explain.ts'
import { explainTenant } from './explain-tenant.ts'
import { fn } from './fn.ts'
import type { CommandInputs } from './inputs.ts'
import type { Command } from './parsed-command.ts'
import { render } from './render.ts'
import { helpText } from './usage.ts'
import { version } from './version.ts'

/** Runs a command line (without the program) to its outcome. Never throws. */
export async function runCommand(argv: readonly string[], inputs: CommandInputs): Promise<Outcome> {
  try {
    // first: what follows is a line that somebody is typing, and no command
    if (argv[0] === completeCommand) return printed(completionAnswer(argv.slice(1)))
    return await outcomeOf(parseCommand(argv), inputs)
  } catch (error) {
    return failure(error)
  }
}

function outcomeOf(command: Command, inputs: CommandInputs): Outcome | Promise<Outcome> {
  switch (command.name) {
    case 'help':
      return printed(helpText(command.of))
    case 'version':
      return printed(`${version}\n`)
    case 'explain':
      return printed(explain(command.topic))
    case 'completion':
      return printed(completionScript(command.shell))
    case 'explain tenant':
      return explainTenant(command, inputs)
    case 'render':
      return render(command, inputs)
    case 'check':
      return check(command, inputs)
    case 'fn':
      // nothing typed and nothing piped: a person who wants to know what this is
      if (command.implied && inputs.stdinIsTerminal()) return printed(helpText())
      return fn(command, inputs, 'FluxTenancy')
  }
}

function printed(stdout: string): Outcome {
  return { stdout, stderr: '', exitCode: 0 }
}
