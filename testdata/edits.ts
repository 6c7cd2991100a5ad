/** One thing that can be done to a value: the path of the value it is done to, and what comes out. */
export interface Edit {
  readonly kind: 'set' | 'append' | 'insert' | 'remove entry' | 'add key' | 'remove key'
  /** The value set, the entry or key removed, or the collection that gets one more. */
  readonly path: readonly (string | number)[]
  readonly after: unknown
}

type Path = Edit['path']

const scalars = ['changed', 'yes', 7, null, 'two\nlines\n'] as const
const entries = ['--new', 'it\'s "new": # x', { name: 'n', value: ['v'] }] as const
const values = ['flux', 'on', true, { k: ['v'] }, ['--x']] as const

/** Every plain edit of every place in `value`; null is also taken for a list with nothing in it. */
export function editsOf(value: unknown): readonly Edit[] {
  const edits: Edit[] = []
  visit(value, [])
  return edits

  function add(kind: Edit['kind'], path: Path, at: Path, change: (old: unknown) => unknown): void {
    edits.push({ kind, path, after: changedAt(value, at, change) })
  }

  function visit(current: unknown, path: Path): void {
    if (Array.isArray(current)) {
      for (const entry of entries) {
        add('append', path, path, () => [...current, entry])
        add('insert', path, path, () => [entry, ...current])
      }
      current.forEach((entry, index) => {
        add('remove entry', [...path, index], path, () => current.toSpliced(index, 1))
        visit(entry, [...path, index])
      })
      return
    }
    if (typeof current === 'object' && current !== null) {
      values.forEach((added, index) => {
        add('add key', path, path, () => withKey(current, `added${index}`, added))
      })
      for (const [key, entry] of Object.entries(current)) {
        add('remove key', [...path, key], path, () => withKey(current, key, undefined))
        visit(entry, [...path, key])
      }
      return
    }
    if (path.length === 0) return
    if (current === null) add('append', path, path, () => ['--new'])
    for (const scalar of scalars.filter((one) => one !== current)) {
      add('set', path, path, () => scalar)
    }
  }
}

/** A copy of `value` in which the value at `path` is what `change` makes of it. */
function changedAt(value: unknown, path: Path, change: (old: unknown) => unknown): unknown {
  const [step, ...rest] = path
  if (step === undefined) return change(value)
  if (Array.isArray(value)) {
    return value.map((entry, index) => (index === step ? changedAt(entry, rest, change) : entry))
  }
  const map = value as Readonly<Record<string, unknown>>
  return withKey(map, String(step), changedAt(map[step], rest, change))
}

/** A copy of `map` with the key set, or without it where `value` is undefined. */
function withKey(map: object, key: string, value: unknown): object {
  const others = Object.entries(map).filter(([name]) => name !== key)
  if (value === undefined) return Object.fromEntries(others)
  if (!Object.hasOwn(map, key)) return Object.fromEntries([...others, [key, value]])
  return Object.fromEntries(
    Object.entries(map).map(([name, old]) => [name, name === key ? value : old]),
  )
}

/** True for a text whose last lines are a literal or folded block that keeps a last line end. */
export function endsInLiteral(text: string): boolean {
  const lines = text.replace(/\n$/, '').split('\n')
  const header = lines.findLast((line) => !/^(?:[ \t]|\r?$)/.test(line) || isHeader(line))
  return header !== undefined && isHeader(header)
}

function isHeader(line: string): boolean {
  return /[|>]\d?\+?[ \t]*(?:#.*)?\r?$/.test(line)
}
