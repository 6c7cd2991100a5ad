import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { kubectl } from '../hosts/programs.ts'

const execute = promisify(execFile)
const largestOutput = 1 << 28

/** An object as the API server gives it, as far as it is read here. */
export interface LiveObject {
  readonly kind: string
  readonly metadata: {
    readonly name: string
    readonly namespace?: string
    readonly annotations?: Readonly<Record<string, string>>
  }
  readonly spec?: Readonly<Record<string, unknown>>
  /** Of an event. */
  readonly involvedObject?: { readonly name: string }
  readonly message?: string
  readonly status?: {
    readonly conditions?: readonly Condition[]
    readonly lastHandledReconcileAt?: string
    readonly lastAppliedRevision?: string
    readonly lastAttemptedRevision?: string
  }
}

export interface Condition {
  readonly type: string
  readonly status: string
  readonly reason: string
  readonly message: string
}

/** A cluster, by its kubeconfig. Every call throws with kubectl's standard error if it fails. */
export class Kubectl {
  private readonly kubeconfig: string

  constructor(kubeconfig: string) {
    this.kubeconfig = kubeconfig
  }

  /** Standard output of a call. */
  async run(...args: readonly string[]): Promise<string> {
    return (await this.start(args)).stdout
  }

  /** The objects of a kind, in a namespace or in all of them. */
  async list(kind: string, namespace?: string): Promise<readonly LiveObject[]> {
    const where = namespace === undefined ? ['--all-namespaces'] : ['--namespace', namespace]
    return JSON.parse(await this.run('get', kind, ...where, '--output=json')).items
  }

  /** One object; undefined if it does not exist. */
  async find(kind: string, name: string, namespace?: string): Promise<LiveObject | undefined> {
    const where = namespace === undefined ? [] : ['--namespace', namespace]
    const text = await this.run('get', kind, name, ...where, '--ignore-not-found', '--output=json')
    return text === '' ? undefined : JSON.parse(text)
  }

  /** Server-side apply of a stream of documents, as strict as the API server can be. Answers a line of kubectl for each. */
  async apply(text: string, ...args: readonly string[]): Promise<readonly string[]> {
    const strict = ['apply', '--server-side', '--validate=strict', '--filename=-', ...args]
    const running = this.start(strict)
    running.child.stdin?.end(text)
    return (await running).stdout.trimEnd().split('\n')
  }

  private start(args: readonly string[]) {
    return execute(kubectl(), ['--kubeconfig', this.kubeconfig, ...args], {
      maxBuffer: largestOutput,
    })
  }
}
