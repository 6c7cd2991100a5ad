/** The parts of a Deployment that the damage reaches. */
export interface Deployment {
  kind: string
  metadata: { name: string; namespace: string; labels: Record<string, string> }
  spec: {
    template: { metadata: { labels: Record<string, string> }; spec: { containers: Container[] } }
  }
}

export interface Container {
  name: string
  image: string
  command?: string[]
  args?: unknown[] | null
}

/** The Deployment's first container: in Flux's own manifests the controller's. */
export function firstContainer(deployment: Deployment): Container {
  return deployment.spec.template.spec.containers[0] as Container
}
