/** What is wrong with a kustomization, where. */
export interface KustomizationProblem {
  readonly path: string
  /** From 1. */
  readonly line: number
  /** One sentence without the position. */
  readonly message: string
}

/** A kustomization file that cannot be read, or that kustomize would refuse. */
export class KustomizationError extends Error implements KustomizationProblem {
  override readonly name = 'KustomizationError'
  readonly path: string
  readonly line: number

  constructor({ path, line, message }: KustomizationProblem) {
    super(message)
    this.path = path
    this.line = line
  }
}
