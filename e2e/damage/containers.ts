import { type Deployment, firstContainer } from './deployment.ts'

/** A way in which a controller's container or labels differ from what Flux ships. */
export interface ContainerDamage {
  readonly name: string
  /** Set where the controller's version cannot be known: the function has to refuse, and say this. */
  readonly refusal?: RegExp
  apply(deployment: Deployment): void
}

const digest = `sha256:${'0123456789abcdef'.repeat(4)}`
const versionLabel = 'app.kubernetes.io/version'

function setImage(deployment: Deployment, edit: (image: string) => string): void {
  const container = firstContainer(deployment)
  container.image = edit(container.image)
}

function setVersionLabel(deployment: Deployment, edit: (label: string) => string): void {
  for (const { labels } of [deployment.metadata, deployment.spec.template.metadata]) {
    const label = labels[versionLabel]
    if (label !== undefined) labels[versionLabel] = edit(label)
  }
}

export const containerDamages: readonly ContainerDamage[] = [
  { name: 'as shipped', apply() {} },
  {
    name: 'a sidecar in front',
    apply({ spec }) {
      spec.template.spec.containers.unshift({
        name: 'proxy',
        image: 'mesh.example/proxy:1.20.3',
        args: ['sidecar', '--no-cross-namespace-refs=false', '--default-service-account=proxy'],
      })
    },
  },
  {
    name: 'another container name',
    apply(deployment) {
      firstContainer(deployment).name = 'controller'
    },
  },
  {
    name: 'a digest and no tag',
    apply: (deployment) => setImage(deployment, (image) => image.replace(/:[^:]*$/, `@${digest}`)),
  },
  {
    name: 'a tag and a digest',
    apply: (deployment) => setImage(deployment, (image) => `${image}@${digest}`),
  },
  {
    name: 'a mirror with a port and a prefix',
    apply: (deployment) =>
      setImage(deployment, (image) =>
        image.replace(/^.*\//, 'registry.example:5000/mirror/fluxcd-'),
      ),
  },
  {
    name: 'a version label "latest"',
    apply: (deployment) => setVersionLabel(deployment, () => 'latest'),
  },
  {
    name: 'a version label without v',
    apply(deployment) {
      setVersionLabel(deployment, (label) => label.slice(1))
      setImage(deployment, (image) => image.replace(/:[^:]*$/, `@${digest}`))
    },
  },
  {
    name: 'no labels',
    apply({ metadata }) {
      metadata.labels = {}
    },
  },
  {
    name: 'a digest, and a version label "latest"',
    refusal: /version/,
    apply(deployment) {
      setVersionLabel(deployment, () => 'latest')
      setImage(deployment, (image) => image.replace(/:[^:]*$/, `@${digest}`))
    },
  },
]
