let callers: Console = globalThis.console
let running = 0

/**
 * Runs `run` with `console` as the global one, and puts the caller's back after the last of several that overlap.
 * A KptFunc logs by `console.log`, and stdout belongs to the list.
 */
export async function withConsole(console: Console, run: () => Promise<void>): Promise<void> {
  if (running === 0) callers = globalThis.console
  running += 1
  globalThis.console = console
  try {
    await run()
  } finally {
    running -= 1
    if (running === 0) globalThis.console = callers
  }
}
