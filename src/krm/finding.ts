import type { Item } from './item.ts'
import type { FieldFinding } from './result.ts'

/** What was found, before it is told who asks. `Id` is the rule's, in a table of rules. */
export interface FindingOf<Id extends string> {
  readonly rule: Id
  /** One sentence. */
  readonly message: string
  /** Absent: the input as a whole. */
  readonly item?: Item
  readonly field?: FieldFinding
  /** Where it is written, for what is no item: a file of a repository, with the line from 1. */
  readonly place?: { readonly path: string; readonly line: number }
}
