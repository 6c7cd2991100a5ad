/** The first line of `before` that `after` has not, or not in order; undefined if it has them all. */
export function firstLostLine(before: string, after: string): string | undefined {
  const kept = after.split('\n')
  let next = 0
  for (const line of before.split('\n')) {
    const at = kept.indexOf(line, next)
    if (at < 0) return line
    next = at + 1
  }
  return undefined
}
