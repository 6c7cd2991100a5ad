import { isMap } from '../krm/object.ts'

// what JSON writes in one way only: kustomize compares the bytes
const plainText = /^[ !#-%'-;=?-[\]-~]*$/

/** Whether a `test` of kustomize finds two values equal; it compares scalars as JSON texts. An absent value counts as null. */
export function sameJson(left: unknown, right: unknown): boolean | 'undecided' {
  const [one, other] = [left ?? null, right ?? null]
  if (Array.isArray(one) && Array.isArray(other)) {
    return (
      one.length === other.length && all(one.map((each, index) => sameJson(each, other[index])))
    )
  }
  if (isMap(one) && isMap(other)) {
    const names = Object.keys(one)
    if (names.length !== Object.keys(other).length) return false
    if (!names.every((name) => Object.hasOwn(other, name))) return false
    return all(names.map((name) => sameJson(one[name], other[name])))
  }
  if (typeof one !== typeof other) return isNumber(one) && isNumber(other) ? 'undecided' : false
  if (typeof one === 'string' && typeof other === 'string') {
    return plainText.test(one) && plainText.test(other) ? one === other : 'undecided'
  }
  if (isNumber(one))
    return Number.isSafeInteger(one) && Number.isSafeInteger(other) ? one === other : 'undecided'
  return one === other
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number' || typeof value === 'bigint'
}

function all(parts: readonly (boolean | 'undecided')[]): boolean | 'undecided' {
  if (parts.includes(false)) return false
  return parts.includes('undecided') ? 'undecided' : true
}
