import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { GoModuleName } from '../hosts/go-modules.ts'
import { goProgram } from '../hosts/programs.ts'
import { type Background, startBackground } from './background.ts'
import { type ControlPlane, writeKubeconfig } from './control-plane.ts'
import { processArguments, renderedArguments } from './controller-arguments.ts'
import { eventually } from './eventually.ts'
import { freePort } from './ports.ts'

const install = 'flux-system'

type Ports = Readonly<Record<'storage' | 'events' | 'receiver', number>>

interface Running {
  readonly rendered: readonly string[]
  readonly process: Background
}

/** Does for the Deployments of the install what a node would do: runs each with the arguments that it has now. */
export class Controllers {
  private readonly folder: string
  private readonly controlPlane: ControlPlane
  private readonly ports: Ports
  private readonly running = new Map<string, Running>()

  private constructor(folder: string, controlPlane: ControlPlane, ports: Ports) {
    this.folder = folder
    this.controlPlane = controlPlane
    this.ports = ports
  }

  static async in(folder: string, controlPlane: ControlPlane): Promise<Controllers> {
    const ports = {
      storage: await freePort(),
      events: await freePort(),
      receiver: await freePort(),
    }
    return new Controllers(folder, controlPlane, ports)
  }

  /** Restarts every controller of the install whose arguments changed, each ready before this ends. Answers their names. */
  async followDeployments(): Promise<readonly string[]> {
    const deployments = await this.controlPlane.kubectl.list('deployments', install)
    const changed = deployments
      .map((deployment) => ({
        name: deployment.metadata.name,
        rendered: renderedArguments(deployment),
      }))
      .filter(({ name, rendered }) => `${this.running.get(name)?.rendered}` !== `${rendered}`)
    await Promise.all(changed.map(({ name, rendered }) => this.restart(name, rendered)))
    return changed.map(({ name }) => name)
  }

  /** The arguments that a controller runs with, as rendered. */
  argumentsOf(name: string): readonly string[] {
    return this.running.get(name)?.rendered ?? []
  }

  /** Starts a controller, of another version if that is said, until it is ready, and ends it. */
  async startOnce(name: string, rendered: readonly string[], program: GoModuleName): Promise<void> {
    const { process, health } = await this.start(name, rendered, program)
    try {
      await ready(name, health, process)
    } finally {
      await process.stop()
    }
  }

  async stop(): Promise<void> {
    await Promise.all([...this.running.values()].map(({ process }) => process.stop()))
    this.running.clear()
  }

  private async restart(name: string, rendered: readonly string[]): Promise<void> {
    await this.running.get(name)?.process.stop()
    const { process, health } = await this.start(name, rendered, name as GoModuleName)
    this.running.set(name, { rendered, process })
    await ready(name, health, process)
  }

  private async start(name: string, rendered: readonly string[], program: GoModuleName) {
    const folder = join(this.folder, name)
    mkdirSync(folder, { recursive: true })
    const { kubectl, server } = this.controlPlane
    const token = await kubectl.run('--namespace', install, 'create', 'token', name)
    const kubeconfig = join(folder, 'kubeconfig')
    writeKubeconfig(kubeconfig, server, token.trim())
    const health = await freePort()
    const places = { ...this.ports, health, folder }
    const process = startBackground(goProgram(program), processArguments(name, rendered, places), {
      logFile: join(folder, `${health}.log`),
      env: { KUBECONFIG: kubeconfig, RUNTIME_NAMESPACE: install, TMPDIR: folder },
    })
    return { process, health }
  }
}

/** Ends once a controller is ready and at work, which it is not before the API server has its kinds. */
async function ready(name: string, health: number, process: Background): Promise<void> {
  await eventually(`${name} is ready`, async () => {
    if (!process.isRunning()) return
    const { status } = await fetch(`http://127.0.0.1:${health}/readyz`)
    const hasWorkers = process.log().includes('Starting workers')
    if (status !== 200 || !hasWorkers) throw new Error(process.log())
  })
  if (!process.isRunning()) throw new Error(`${name} must not end: ${process.log()}`)
}
