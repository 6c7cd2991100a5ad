import type { Rule } from '../krm/rule.ts'
import { rules as functionRules } from '../lockdown/rules.ts'

/** Rules of the runtime itself, beside those of the functions. */
const runtimeRules = {
  'printed-anew': {
    severity: 'info',
    what: 'An object was printed anew instead of edited in its text.',
    reason:
      'No small edit gives the change, as where an anchor is shared; comments and style of this object are lost.',
    remedy: 'Nothing must be done; without anchors the object keeps its text.',
    source: 'src/yaml/edit.ts',
  },
  'duplicate-item': {
    severity: 'warning',
    what: 'A KptFunc did not see an object, since a later one has the same kind, namespace and name.',
    reason: 'kpt-functions keeps one object of a name; the other one stays as it came in.',
    remedy: 'Remove one of the two objects.',
    source: 'kptdev/krm-functions-sdk ts/kpt-functions/src/types.ts',
  },
} as const satisfies Readonly<Record<string, Rule>>

/** Every rule whose id a result can carry in `tags.rule`. */
export const rules: Readonly<Record<string, Rule>> = { ...functionRules, ...runtimeRules }
