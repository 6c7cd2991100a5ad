/** A smaller text of which `holds` is still true: lines go, then characters, in ever shorter runs. */
export async function smallest(
  text: string,
  holds: (text: string) => Promise<boolean>,
): Promise<string> {
  const lines = await fewest(text.split(/(?<=\n)/), (parts) => holds(parts.join('')))
  const characters = await fewest([...lines.join('')], (parts) => holds(parts.join('')))
  return characters.join('')
}

async function fewest(
  parts: readonly string[],
  holds: (parts: readonly string[]) => Promise<boolean>,
): Promise<readonly string[]> {
  let left = parts
  for (let length = Math.ceil(parts.length / 2); length >= 1; ) {
    let isSmaller = false
    for (let start = 0; start < left.length; ) {
      const without = [...left.slice(0, start), ...left.slice(start + length)]
      if (await holds(without)) {
        left = without
        isSmaller = true
      } else {
        start += length
      }
    }
    if (length === 1 && !isSmaller) break
    if (!isSmaller || length > left.length) length = Math.max(1, length >> 1)
  }
  return left
}
