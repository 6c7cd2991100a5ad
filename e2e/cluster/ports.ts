import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

// below the range from which systems take the ports of outgoing connections
const [first, last] = [10_000, 32_000] as const

const given = new Set<number>()

/** A free port of the loopback address, another one each time. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(first, last)
    if (!given.has(port) && (await isFree(port))) {
      given.add(port)
      return port
    }
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.on('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
