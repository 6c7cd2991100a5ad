import { both, type Verdict } from './pattern.ts'

type Labels = Readonly<Record<string, unknown>>

const key = '[A-Za-z0-9](?:[A-Za-z0-9_./-]*[A-Za-z0-9])?'
const value = '(?:[A-Za-z0-9](?:[A-Za-z0-9_.-]*[A-Za-z0-9])?)?'
const exists = new RegExp(`^(?<not>!?)\\s*(?<key>${key})$`)
const equals = new RegExp(`^(?<key>${key})\\s*(?<operator>==?|!=)\\s*(?<value>${value})$`)
const isIn = new RegExp(`^(?<key>${key})\\s+(?<operator>in|notin)\\s*\\((?<values>[^()]*)\\)$`)
const setValue = new RegExp(`^${value}$`)

/**
 * Whether labels, or annotations, meet a Kubernetes label selector; an empty one is met by all. `undecided` for orders (`>`, `<`) and for
 * what Kubernetes would refuse. Source: k8s.io/apimachinery pkg/labels/selector.go.
 */
export function meetsSelector(selector: string, labels: Labels): Verdict {
  if (selector.trim() === '') return 'yes'
  const requirements = selector.split(/,(?![^()]*\))/)
  return both(...requirements.map((requirement) => meetsRequirement(requirement.trim(), labels)))
}

function meetsRequirement(requirement: string, labels: Labels): Verdict {
  const existence = exists.exec(requirement)?.groups
  if (existence) return verdict(has(labels, existence['key']) === (existence['not'] === ''))
  const equality = equals.exec(requirement)?.groups
  if (equality) {
    const equal =
      has(labels, equality['key']) && labels[equality['key'] ?? ''] === equality['value']
    return verdict(equal === (equality['operator'] !== '!='))
  }
  const membership = isIn.exec(requirement)?.groups
  if (!membership) return 'undecided'
  const values = (membership['values'] ?? '').split(',').map((each) => each.trim())
  if (!values.every((each) => setValue.test(each))) return 'undecided'
  const own = has(labels, membership['key']) ? labels[membership['key'] ?? ''] : undefined
  const isMember = typeof own === 'string' && values.includes(own)
  return verdict(isMember === (membership['operator'] === 'in'))
}

function has(labels: Labels, name = ''): boolean {
  return Object.hasOwn(labels, name) && typeof labels[name] === 'string'
}

function verdict(holds: boolean): Verdict {
  return holds ? 'yes' : 'no'
}
