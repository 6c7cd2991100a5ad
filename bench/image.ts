// What does the image add to a container's own start? Beside an image of nothing but `cat`, under podman and under kustomize.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { programImage } from '../e2e/hosts/base-image.ts'
import { containerEnvironment, nothing } from '../e2e/hosts/containers.ts'
import { fluxTenancyImage } from '../e2e/hosts/image.ts'
import { kustomize, podman, runc } from '../e2e/hosts/programs.ts'
import { measureBuilt, programs } from './programs.ts'
import { type Contender, median, type Timing, timings, timingTable } from './whole-process.ts'

const rounds = 10
const install = readFileSync(join('testdata', 'flux', 'v2.9.3.yaml'), 'utf8')
const lock = ['fn', '--security-profile=multi-tenant']

await measureBuilt(() => {
  runc()
  const images = { cat: programImage('/bin/cat'), ours: fluxTenancyImage() }
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  try {
    const alone = {
      name: 'the executable, without a container',
      command: executable(),
      input: install,
    }
    const [cat, ours, bare] = measured([
      inPodman('cat', images.cat, []),
      inPodman('flux-tenancy', images.ours, lock),
      alone,
    ])
    tell('podman run -i', cat, ours, bare)
    const [catBuild, ourBuild] = measured([
      inKustomize('cat', images.cat, join(folder, 'cat')),
      inKustomize('flux-tenancy', images.ours, join(folder, 'ours')),
    ])
    tell('kustomize build', catBuild, ourBuild, bare)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

function executable(): Contender['command'] {
  const [program] = programs[1].start
  return [program, ...lock]
}

function measured(contenders: readonly Contender[]): readonly Timing[] {
  const rows = timings(contenders, rounds)
  console.log(`${timingTable(rows)}\n`)
  return rows
}

function inPodman(name: string, image: string, args: readonly string[]): Contender {
  const options = ['run', '--rm', '--interactive', ...nothing]
  return {
    name: `podman run -i, ${name}`,
    command: [podman(), ...options, image, ...args],
    ...{ input: install, env: containerEnvironment },
  }
}

/** A build of the install with the image as its transformer. */
function inKustomize(name: string, image: string, folder: string): Contender {
  mkdirSync(folder)
  writeFileSync(join(folder, 'install.yaml'), install)
  writeFileSync(
    join(folder, 'kustomization.yaml'),
    'resources:\n- install.yaml\ntransformers:\n- fn-config.yaml\n',
  )
  writeFileSync(
    join(folder, 'fn-config.yaml'),
    `apiVersion: fluxtenancy.dev/v1alpha1
kind: FluxTenancy
metadata:
  name: production
  annotations:
    config.kubernetes.io/function: |
      container:
        image: ${image}
spec:
  securityProfile: multi-tenant
`,
  )
  return {
    name: `kustomize build, ${name}`,
    command: [kustomize(), 'build', '--enable-alpha-plugins', folder],
    env: containerEnvironment,
  }
}

/** The median over the rounds of what our image takes longer. */
function tell(host: string, cat?: Timing, ours?: Timing, alone?: Timing): void {
  if (!cat || !ours || !alone) return
  const added = median(ours.wall.map((time, round) => time - (cat.wall[round] ?? Number.NaN)))
  console.log(
    `${host}: the image takes ${added.toFixed(0)} ms longer than one of \`cat\`; the executable alone takes ${median(alone.wall).toFixed(0)} ms. ${rounds} rounds.\n`,
  )
}
