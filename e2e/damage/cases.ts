import { safeLoadAll } from 'js-yaml'
import { argumentDamages } from './arguments.ts'
import { containerDamages } from './containers.ts'
import { type Deployment, firstContainer } from './deployment.ts'
import { layouts } from './layouts.ts'
import { type Random, randomFrom } from './random.ts'

/** A Flux release whose manifests are to be damaged. */
export interface Release {
  readonly flux: string
  readonly text: string
  /** The tenancy flags that each controller knows in this release. */
  readonly owned: Readonly<Record<string, readonly string[]>>
}

/** Damaged Deployments of one release, in one layout, with Deployments that are not Flux's. */
export interface DamagedCase {
  readonly name: string
  readonly flux: string
  readonly text: string
  /** What a refusal has to say; undefined where the function has to succeed. */
  readonly refusal: RegExp | undefined
}

/** `count` cases; which damages and layouts meet is drawn by the seed. */
export function damagedCases(
  releases: readonly Release[],
  seed: number,
  count: number,
): readonly DamagedCase[] {
  const random = randomFrom(seed)
  const deployments = releases.map(({ text }) =>
    (safeLoadAll(text) as Deployment[]).filter((object) => object?.kind === 'Deployment'),
  )
  return Array.from({ length: count }, (_, n) => {
    const release = random.below(releases.length)
    const { flux, owned } = releases[release] as Release
    const chosen = random.shuffled(deployments[release] ?? []).slice(0, 2)
    return damagedCase(n, flux, owned, chosen, random)
  })
}

function damagedCase(
  n: number,
  flux: string,
  owned: Release['owned'],
  deployments: readonly Deployment[],
  random: Random,
): DamagedCase {
  const layout = random.pick(layouts)
  const names: string[] = [flux, layout.name]
  let refusal: RegExp | undefined
  const damaged = deployments.map((deployment) => {
    const copy = structuredClone(deployment)
    const controller = copy.metadata.name
    const flags = owned[controller] ?? []
    // a controller without a flag of the profile need not be read, and two causes could have one sentence
    const fits = (damage: { refusal?: RegExp }) =>
      !damage.refusal || (flags.length > 0 && refusal === undefined)
    const inArguments = random.pick(argumentDamages.filter(fits))
    refusal ??= inArguments.refusal
    const inContainer = random.pick(containerDamages.filter(fits))
    refusal ??= inContainer.refusal
    inArguments.apply(firstContainer(copy), {
      controller,
      args: [...(firstContainer(copy).args ?? [])].map(String),
      owned: flags,
      random,
    })
    inContainer.apply(copy)
    names.push(`${controller} (${inArguments.name}; ${inContainer.name})`)
    return copy
  })
  const text = layout.print(random.shuffled([...damaged, ...foreignDeployments]))
  return { name: `${n}: ${names.join(', ')}`, flux, text, refusal }
}

/** What looks like a controller and is none: nothing of it may change. */
const foreignDeployments: readonly unknown[] = [
  foreignDeployment('operator', 'manager', 'registry.example/acme/operator:v1.9.4'),
  foreignDeployment(
    'helm-controller',
    'helm-controller',
    'docker.io/rancher/helm-controller:v0.16.10',
  ),
]

function foreignDeployment(name: string, container: string, image: string) {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'others' },
    spec: {
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: {
          containers: [{ name: container, image, args: ['--no-cross-namespace-refs=false'] }],
        },
      },
    },
  }
}
