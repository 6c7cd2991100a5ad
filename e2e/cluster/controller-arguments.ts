import type { LiveObject } from './kubectl.ts'

/** The addresses and the folder that a controller gets here, where no Service and no volume is. */
export interface Places {
  /** What it may write. */
  readonly folder: string
  readonly health: number
  /** Where source-controller serves what it fetched. */
  readonly storage: number
  /** Where notification-controller takes the events of the others. */
  readonly events: number
  readonly receiver: number
}

// these name Services, volumes and leases that only a node could give
const replaced = ['events-addr', 'storage-path', 'storage-adv-addr', 'enable-leader-election']

/** The arguments of the first container of a Deployment, as rendered. */
export function renderedArguments(deployment: LiveObject): readonly string[] {
  const { template } = deployment.spec as {
    template: { spec: { containers: readonly [{ args: readonly string[] }] } }
  }
  return template.spec.containers[0].args
}

/** The rendered arguments of a controller with what it needs to run as a plain process. */
export function processArguments(
  controller: string,
  rendered: readonly string[],
  places: Places,
): readonly string[] {
  const kept = rendered.filter((argument) => {
    const [name = ''] = argument.replace(/^--/, '').split('=')
    return !replaced.includes(name)
  })
  const own = [`--health-addr=127.0.0.1:${places.health}`, '--metrics-addr=127.0.0.1:0']
  return [...kept, ...own, ...(ownArguments[controller] ?? sendsEvents)(places)]
}

type OwnArguments = (places: Places) => readonly string[]

const sendsEvents: OwnArguments = ({ events }) => [`--events-addr=http://127.0.0.1:${events}/`]

const ownArguments: Readonly<Record<string, OwnArguments>> = {
  'source-controller': (places) => [
    ...sendsEvents(places),
    `--storage-path=${places.folder}`,
    `--storage-addr=127.0.0.1:${places.storage}`,
    `--storage-adv-addr=127.0.0.1:${places.storage}`,
  ],
  'notification-controller': ({ events, receiver }) => [
    `--events-addr=127.0.0.1:${events}`,
    `--receiverAddr=127.0.0.1:${receiver}`,
  ],
  'image-reflector-controller': (places) => [
    ...sendsEvents(places),
    `--storage-path=${places.folder}`,
  ],
}
