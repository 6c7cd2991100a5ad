import { stderrText } from '../run/answer.ts'
import type { Outcome } from '../run/outcome.ts'
import { renderPackage, wantedPaths } from '../run/package.ts'
import { given } from './fn.ts'
import type { CommandInputs } from './inputs.ts'
import type { RenderCommand } from './parsed-command.ts'
import { renderedJson, renderedText } from './rendered.ts'
import { withShownFiles } from './shown-results.ts'

/** `flux-tenancy render PATH…`: folders and files, changed in place or, in a dry run, shown as a diff. */
export async function render(command: RenderCommand, inputs: CommandInputs): Promise<Outcome> {
  const options = given(command, inputs)
  const folder = inputs.readPackage(command.paths, wantedPaths)
  const outcome = renderPackage(folder.input, options)
  const shown = (path: string) => inputs.shownPath(folder.root, path)
  const isText = command.output === 'text'
  // machines find the results on stdout, and people then the errors on stderr
  const told = outcome.results.filter(({ severity }) => isText || severity === 'error')
  // what the lock would stop is said before anything is written
  await inputs.tell(stderrText(withShownFiles(told, shown)))
  const isWriting = !command.dryRun && outcome.exitCode === 0
  const report = isWriting ? inputs.writeChanges(folder, outcome.changes) : { written: [] }
  const rendered = { files: folder.input.files, outcome, report, isDryRun: command.dryRun }
  return isText ? renderedText(rendered, shown) : renderedJson(rendered, shown)
}
