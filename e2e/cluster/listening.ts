import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** An HTTP server of this process. */
export interface Listening {
  /** Its address, without a slash at the end. */
  readonly url: string
  stop(): Promise<void>
}

/** Lets a server listen on a free port of the loopback address. */
export async function listen(server: Server): Promise<Listening> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}
