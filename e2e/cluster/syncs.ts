import { eventually } from './eventually.ts'
import type { Condition, Kubectl, LiveObject } from './kubectl.ts'

const kind = 'kustomizations.kustomize.toolkit.fluxcd.io'
const requestedAt = 'reconcile.fluxcd.io/requestedAt'
let requests = 0

/** Has Flux fetch a source now. */
export async function fetchNow(kubectl: Kubectl, namespace: string, name = namespace) {
  await annotate(kubectl, ['gitrepository', name, '--namespace', namespace])
}

/** Has Flux apply Kustomizations now, and waits until each has been tried. Answers them as they are then. */
export async function tryNow(
  kubectl: Kubectl,
  namespace: string,
  names: readonly string[],
): Promise<readonly LiveObject[]> {
  const request = await annotate(kubectl, [kind, ...names, '--namespace', namespace])
  return eventually(
    `The Kustomizations ${names.join(', ')} of ${namespace} are tried`,
    async () => {
      const tried = (await kubectl.list(kind, namespace)).filter(
        ({ metadata, status }) =>
          names.includes(metadata.name) && status?.lastHandledReconcileAt === request,
      )
      if (tried.length < names.length) throw new Error(`Only ${tried.length} of them are.`)
      return tried
    },
  )
}

/** Has Flux apply Kustomizations now. Throws what the condition says if one is not ready after that. */
export async function readyNow(
  kubectl: Kubectl,
  namespace: string,
  names: readonly string[],
): Promise<void> {
  for (const sync of await tryNow(kubectl, namespace, names)) {
    const ready = readyOf(sync)
    if (ready?.status !== 'True') {
      throw new Error(`${namespace}/${sync.metadata.name} is not ready: ${ready?.message}`)
    }
  }
}

/** Waits until a Kustomization has applied a revision. It need not be ready: the revision may have changed its own account. */
export async function applied(
  kubectl: Kubectl,
  namespace: string,
  name: string,
  revision: string,
): Promise<void> {
  await eventually(`The Kustomization ${namespace}/${name} has applied ${revision}`, async () => {
    const { status } = (await kubectl.find(kind, name, namespace)) ?? {}
    if (status?.lastAppliedRevision !== revision) throw new Error(JSON.stringify(status))
  })
}

/** Waits until a Kustomization is refused. Answers the condition. */
export async function refused(kubectl: Kubectl, namespace: string, name: string) {
  return eventually(`The Kustomization ${namespace}/${name} is refused`, async () => {
    const ready = readyOf(await kubectl.find(kind, name, namespace))
    if (ready?.status !== 'False') throw new Error(JSON.stringify(ready))
    return ready
  })
}

export function readyOf(object: LiveObject | undefined): Condition | undefined {
  return object?.status?.conditions?.find(({ type }) => type === 'Ready')
}

async function annotate(kubectl: Kubectl, objects: readonly string[]): Promise<string> {
  requests += 1
  const request = `e2e-${requests}`
  // Flux takes away what another manager put on an object that it applies
  const manager = '--field-manager=flux-client-side-apply'
  await kubectl.run('annotate', '--overwrite', manager, ...objects, `${requestedAt}=${request}`)
  return request
}
