import { setTimeout as pause } from 'node:timers/promises'

const interval = 150

/**
 * What `probe` answers once it answers without throwing. Throws its last error after `seconds`; the sentence of the
 * error should say what was seen instead.
 */
export async function eventually<Value>(
  what: string,
  probe: () => Value | Promise<Value>,
  seconds = 30,
): Promise<Value> {
  const end = Date.now() + seconds * 1000
  for (;;) {
    try {
      return await probe()
    } catch (error) {
      if (Date.now() > end) {
        throw new Error(`${what}: not within ${seconds} s. ${(error as Error).message}`)
      }
    }
    await pause(interval)
  }
}
