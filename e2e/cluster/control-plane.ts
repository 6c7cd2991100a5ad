import { generateKeyPairSync } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { GoModuleName } from '../hosts/go-modules.ts'
import { goProgram } from '../hosts/programs.ts'
import { auditArguments } from './audit.ts'
import { type Background, startBackground } from './background.ts'
import { eventually } from './eventually.ts'
import { Kubectl } from './kubectl.ts'
import { freePort } from './ports.ts'

const local = '127.0.0.1'

/** An API server with RBAC, its store and every controller that needs no node, which keep all they have in one folder. */
export class ControlPlane {
  /** The address of the API server. */
  readonly server: string
  readonly kubectl: Kubectl
  private readonly folder: string
  private readonly processes: Background[] = []

  private constructor(folder: string, server: string) {
    this.folder = folder
    this.server = server
    this.kubectl = new Kubectl(this.file('admin.kubeconfig'))
  }

  /** Starts one in an empty folder. Throws with the log of the API server if that does not get ready; nothing is left then. */
  static async start(folder: string): Promise<ControlPlane> {
    const [store, peer, secure] = [await freePort(), await freePort(), await freePort()]
    const controlPlane = new ControlPlane(folder, `https://${local}:${secure}`)
    try {
      await controlPlane.startProcesses({ store, peer, secure })
    } catch (error) {
      await controlPlane.stop()
      throw error
    }
    return controlPlane
  }

  async stop(): Promise<void> {
    await Promise.all(this.processes.map((each) => each.stop()))
  }

  private async startProcesses(ports: Readonly<Record<'store' | 'peer' | 'secure', number>>) {
    writeKeys(this.file('sa.pub'), this.file('sa.key'))
    writeFileSync(this.file('tokens'), 'admin,admin,admin,system:masters\n')
    writeKubeconfig(this.file('admin.kubeconfig'), this.server, 'admin')
    this.startProcess('etcd', [
      `--data-dir=${this.file('etcd')}`,
      `--listen-client-urls=http://${local}:${ports.store}`,
      `--advertise-client-urls=http://${local}:${ports.store}`,
      `--listen-peer-urls=http://${local}:${ports.peer}`,
      '--unsafe-no-fsync',
    ])
    const apiServer = this.startProcess('kube-apiserver', [
      `--etcd-servers=http://${local}:${ports.store}`,
      `--cert-dir=${this.file('certificates')}`,
      `--bind-address=${local}`,
      `--secure-port=${ports.secure}`,
      `--service-account-key-file=${this.file('sa.pub')}`,
      `--service-account-signing-key-file=${this.file('sa.key')}`,
      '--service-account-issuer=https://kubernetes.default.svc',
      `--token-auth-file=${this.file('tokens')}`,
      '--authorization-mode=RBAC',
      '--service-cluster-ip-range=10.0.0.0/24',
      '--disable-admission-plugins=ServiceAccount',
      ...auditArguments(this.folder),
    ])
    await eventually('The API server is ready', async () => {
      if (!apiServer.isRunning()) throw new Error(apiServer.log())
      await this.kubectl.run('get', '--raw=/readyz')
    })
    const kubeconfig = this.file('admin.kubeconfig')
    this.startProcess('kube-controller-manager', [
      ...['', 'authentication-', 'authorization-'].map((of) => `--${of}kubeconfig=${kubeconfig}`),
      `--service-account-private-key-file=${this.file('sa.key')}`,
      `--cert-dir=${this.file('certificates')}`,
      '--secure-port=0',
      '--leader-elect=false',
      `--controllers=*,${nodeControllers.map((name) => `-${name}`).join(',')}`,
    ])
  }

  private startProcess(program: GoModuleName, args: readonly string[]): Background {
    const process = startBackground(goProgram(program), args, {
      logFile: this.file(`${program}.log`),
    })
    this.processes.push(process)
    return process
  }

  private file(name: string): string {
    return join(this.folder, name)
  }
}

// there is no node on which any of these could do its work
const nodeControllers = [
  'nodeipam',
  'nodelifecycle',
  'cloud-node-lifecycle',
  'service-lb-controller',
  'node-route-controller',
  'deployment',
]

/** Writes a kubeconfig for the bearer of a token. */
export function writeKubeconfig(path: string, server: string, token: string): void {
  const name = 'e2e'
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name, cluster: { server, 'insecure-skip-tls-verify': true } }],
    users: [{ name, user: { token } }],
    contexts: [{ name, context: { cluster: name, user: name } }],
    'current-context': name,
  }
  writeFileSync(path, JSON.stringify(config))
}

function writeKeys(publicFile: string, privateFile: string): void {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  writeFileSync(publicFile, publicKey.export({ type: 'spki', format: 'pem' }))
  writeFileSync(privateFile, privateKey.export({ type: 'pkcs8', format: 'pem' }))
}
