/** The steps of a JSON pointer; undefined for what is none. Source: RFC 6901. */
export function pointerSteps(pointer: string): readonly string[] | undefined {
  if (pointer === '') return []
  if (!pointer.startsWith('/')) return undefined
  const unescaped = (step: string) => step.replaceAll('~1', '/').replaceAll('~0', '~')
  return pointer.slice(1).split('/').map(unescaped)
}

/** A position in a list; undefined for `-`, for signs and for leading zeros, which Go reads and the RFC forbids. */
export function listIndex(step: string): number | undefined {
  return /^(?:0|[1-9][0-9]{0,8})$/.test(step) ? Number(step) : undefined
}
