import fc from 'fast-check'

/** Names that every JavaScript object answers to without being given them, each with one as long that none does. */
const hostileNames = [
  ['__proto__', '__prato__'],
  ['constructor', 'constructar'],
  ['prototype', 'prototape'],
  ['toString', 'toStrang'],
  ['valueOf', 'valueAf'],
  ['hasOwnProperty', 'hasOwnPraperty'],
] as const

export type Names = (typeof hostileNames)[number]

/** What is done to an input: each pick puts the name somewhere else. */
export interface Damage {
  readonly names: Names
  readonly picks: readonly (readonly [place: number, change: number])[]
}

const anyPick = fc.noShrink(fc.nat(9999))

export const damages: fc.Arbitrary<Damage> = fc.record({
  names: fc.noShrink(fc.constantFrom(...hostileNames)),
  picks: fc.array(fc.tuple(anyPick, anyPick), { minLength: 1, maxLength: 4 }),
})

/** `value` with `name` in some places: as a key more, as another name of a key, in place of a text or of a word of it. */
export function withName(value: unknown, name: string, picks: Damage['picks']): unknown {
  return picks.reduce((current, [place, change]) => {
    const places = placesIn(current, [])
    return changedAt(current, places[place % places.length] ?? [], (found) =>
      typeof found === 'string'
        ? changedText(found, name, change)
        : changedMap(found as object, name, change),
    )
  }, value)
}

type Place = readonly (string | number)[]

/** Where mappings and texts are. */
function placesIn(value: unknown, at: Place): readonly Place[] {
  if (typeof value === 'string') return [at]
  if (Array.isArray(value)) return value.flatMap((each, index) => placesIn(each, [...at, index]))
  if (typeof value !== 'object' || value === null) return []
  return [at, ...Object.entries(value).flatMap(([key, each]) => placesIn(each, [...at, key]))]
}

function changedAt(
  value: unknown,
  [step, ...rest]: Place,
  change: (value: unknown) => unknown,
): unknown {
  if (step === undefined) return change(value)
  if (Array.isArray(value)) {
    return value.map((each, index) => (index === step ? changedAt(each, rest, change) : each))
  }
  return Object.fromEntries(
    Object.entries(value as object).map(([key, each]) => [
      key,
      key === step ? changedAt(each, rest, change) : each,
    ]),
  )
}

function changedText(text: string, name: string, pick: number): string {
  const words = text.match(/[A-Za-z0-9]+/g) ?? []
  const word = words[pick % (words.length + 1)]
  return word === undefined ? name : text.replace(word, () => name)
}

function changedMap(map: object, name: string, pick: number): unknown {
  const entries = Object.entries(map)
  const added = ['x', null, ['x', { name }], { [name]: ['x'], serviceAccountName: 'x' }]
  const at = pick % (entries.length + added.length)
  if (at < added.length) return Object.fromEntries([...entries, [name, added[at]]])
  return Object.fromEntries(
    entries.map(([key, value], index) => [index === at - added.length ? name : key, value]),
  )
}

/** The text with both names as one, and without what is told of similar names. */
export function blurred(text: string, names: Names): string {
  return names
    .reduce((all, name) => all.replaceAll(name, '<name>'), text)
    .replace(/,? did you mean [^?]*\?/g, '.')
}

/** What every object has: names, and the text of each. */
export function prototypeNow(): string {
  const textOf = (key: string | symbol) =>
    `${String(key)}: ${Reflect.getOwnPropertyDescriptor(Object.prototype, key)?.value}`
  return Reflect.ownKeys(Object.prototype).map(textOf).join('\n')
}

/**
 * Runs `work` where every object answers to `name`; the places in which it was asked of one that does not have it. Who asks would get
 * `constructor` too, were that the name.
 */
export function inheritedReads(name: string, work: () => void): readonly string[] {
  const reads: string[] = []
  Object.defineProperty(Object.prototype, name, {
    configurable: true,
    get() {
      reads.push(String(new Error().stack).split('\n').slice(2, 5).join('\n'))
      return undefined
    },
    set(value) {
      const own = { value, writable: true, enumerable: true, configurable: true }
      Object.defineProperty(this, name, own)
    },
  })
  try {
    work()
  } finally {
    Reflect.deleteProperty(Object.prototype, name)
  }
  return reads
}
