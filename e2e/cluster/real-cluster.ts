import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type AlertListener, startAlertListener } from './alert-listener.ts'
import { type Change, changesIn } from './audit.ts'
import { ControlPlane } from './control-plane.ts'
import { Controllers } from './controllers.ts'
import { GitRepository } from './git-repository.ts'
import { startGitServer } from './git-server.ts'
import type { Kubectl } from './kubectl.ts'
import type { Listening } from './listening.ts'

interface Parts {
  readonly folder: string
  readonly controlPlane: ControlPlane
  readonly git: Listening
  readonly alerts: AlertListener
  readonly controllers: Controllers
}

/** A real API server, the processes of Flux, the repositories that it fetches and a listener for its Alerts. */
export class RealCluster {
  readonly alerts: AlertListener
  readonly controllers: Controllers
  private readonly folder: string
  private readonly controlPlane: ControlPlane
  private readonly git: Listening

  private constructor(parts: Parts) {
    this.folder = parts.folder
    this.controlPlane = parts.controlPlane
    this.git = parts.git
    this.alerts = parts.alerts
    this.controllers = parts.controllers
  }

  static async start(): Promise<RealCluster> {
    const folder = mkdtempSync(join(tmpdir(), 'real-cluster-'))
    mkdirSync(join(folder, 'api'))
    try {
      const controlPlane = await ControlPlane.start(join(folder, 'api'))
      const git = await startGitServer(join(folder, 'repositories'))
      const controllers = await Controllers.in(join(folder, 'controllers'), controlPlane)
      const alerts = await startAlertListener()
      return new RealCluster({ folder, controlPlane, git, alerts, controllers })
    } catch (error) {
      rmSync(folder, { recursive: true, force: true })
      throw error
    }
  }

  get kubectl(): Kubectl {
    return this.controlPlane.kubectl
  }

  /** Where a repository is served. */
  urlOf(name: string): string {
    return `${this.git.url}/${name}`
  }

  /** A new repository with nothing in it. */
  repository(name: string): GitRepository {
    return new GitRepository(join(this.folder, 'repositories', name))
  }

  /** Every change that was asked of the API server, oldest first. */
  changes(): readonly Change[] {
    return changesIn(join(this.folder, 'api'))
  }

  /** Ends every process and removes every file. */
  async stop(): Promise<void> {
    await this.controllers.stop()
    await this.controlPlane.stop()
    await Promise.all([this.git.stop(), this.alerts.stop()])
    rmSync(this.folder, { recursive: true, force: true })
  }
}
