import type { ControllerName } from './controllers.ts'

/** Programs that only start another one, and those of their options that take the next entry. */
const inits: ReadonlyMap<string, readonly string[]> = new Map([
  ['tini', ['-p', '-e']],
  ['tini-static', ['-p', '-e']],
  ['dumb-init', ['-r', '--rewrite']],
  ['catatonit', []],
])

/**
 * Where the controller's flags start among the entries of `command` and `args`, or a sentence that says why the
 * command is not one that runs the controller with these entries as its flags. Call it only if `command` is set: the
 * images' own entrypoint, up to Flux v2.9, is the controller, some behind `/sbin/tini --` (`Dockerfile` of each).
 */
export function flagsStart(
  entries: readonly string[],
  controller: ControllerName,
): number | string {
  const program = baseName(entries[0] ?? '')
  if (program === controller) return 1
  const valueOptions = inits.get(program)
  if (!valueOptions) {
    return `The container's \`command\` runs "${entries[0]}", not ${controller} itself, so its flags cannot be read.`
  }
  let position = 1
  while (entries[position]?.startsWith('-') && entries[position] !== '--') {
    position += valueOptions.includes(entries[position] ?? '') ? 2 : 1
  }
  if (entries[position] === '--') position++
  if (baseName(entries[position] ?? '') === controller) return position + 1
  return `The container's \`command\` must run ${controller} behind "${entries[0]}" for its flags to be read.`
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
