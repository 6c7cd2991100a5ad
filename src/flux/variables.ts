/** An entry of `command` or `args` as the container's process gets it, as far as the manifest tells. */
export interface ExpandedEntry {
  /** `$$` is one dollar sign; `$(NAME)` stands as it is, since what fills it in is not known. */
  readonly text: string
  /** Where in `text` the first `$(NAME)` stands that Kubernetes fills in; undefined if there is none. */
  readonly variableAt: number | undefined
}

/**
 * Reads an entry as the kubelet does before it starts the container: `$$` is a dollar sign, `$(NAME)` a
 * variable, any other dollar sign stands for itself.
 * Source: kubernetes/kubernetes third_party/forked/golang/expansion/expand.go.
 */
export function expandEntry(entry: string): ExpandedEntry {
  // looked for once, so that a long entry of open brackets takes no longer than its length
  const lastClose = entry.lastIndexOf(')')
  let text = ''
  let variableAt: number | undefined
  let position = 0
  for (let dollar = entry.indexOf('$'); dollar >= 0; dollar = entry.indexOf('$', position)) {
    text += entry.slice(position, dollar)
    const next = entry[dollar + 1]
    const isVariable = next === '(' && dollar < lastClose
    position = isVariable ? entry.indexOf(')', dollar) + 1 : dollar + (next === '$' ? 2 : 1)
    const part = entry.slice(dollar, position)
    // `$()` names nothing, so nothing can fill it in
    if (isVariable && part !== '$()') variableAt ??= text.length
    text += part === '$$' ? '$' : part
  }
  return { text: text + entry.slice(position), variableAt }
}
