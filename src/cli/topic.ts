/** One thing that `explain` can tell, as data: the terminal and the reference page print the same. */
export interface Entry {
  /** What one types after `explain`; two entries of one name are told together. */
  readonly name: string
  /** One or two sentences. */
  readonly summary: string
  /** Label and text, in the order in which they are told. */
  readonly facts: readonly (readonly [string, string])[]
  /** Lines of YAML or of arguments. */
  readonly example?: string
}

/** A group of entries. */
export interface Topic {
  readonly name: string
  readonly summary: string
  /** Made when asked for: a run of `fn` needs none of them. */
  readonly entries: () => readonly Entry[]
}
