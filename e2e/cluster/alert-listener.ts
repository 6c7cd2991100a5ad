import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { type Listening, listen } from './listening.ts'

/** What a Provider of type `generic` posts, as far as it is read here. */
interface Delivery {
  readonly involvedObject: {
    readonly kind: string
    readonly namespace: string
    readonly name: string
  }
  readonly severity: string
  readonly reason: string
  readonly message: string
}

export interface AlertListener extends Listening {
  /** What was posted to `URL/PATH` so far. */
  delivered(path: string): readonly Delivery[]
}

/** Starts what takes the Alerts of every tenant, each at a path of its own. */
export async function startAlertListener(): Promise<AlertListener> {
  const taken: { readonly path: string; readonly delivery: Delivery }[] = []
  const server = createServer(async (request, response) => {
    const delivery = JSON.parse(await text(request)) as Delivery
    taken.push({ path: request.url?.slice(1) ?? '', delivery })
    response.writeHead(200).end()
  })
  return {
    ...(await listen(server)),
    delivered: (path) => taken.filter((each) => each.path === path).map((each) => each.delivery),
  }
}
