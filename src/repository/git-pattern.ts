import { nameMatcher } from './path-match.ts'

/** Tells of the steps of a file's path whether a pattern names the file, or a folder that it lies in. */
export type StepsMatcher = (steps: readonly string[]) => boolean

const never: StepsMatcher = () => false

/**
 * A pattern of `.sourceignore`, without its `!`, as Flux matches it: `**` stands for steps only where it is a step of
 * its own, a set is negated by `^`, and no pattern is bad enough to be told. Source: fluxcd/pkg sourceignore/gitignore/pattern.go.
 */
export function gitPattern(text: string): StepsMatcher {
  const trimmed = text.endsWith('\\ ') ? text : text.replace(/ +$/, '')
  const isFolder = trimmed.endsWith('/')
  const steps = (isFolder ? trimmed.slice(0, -1) : trimmed).split('/')
  return steps.length === 1 ? anywhere(steps[0] ?? '', isFolder) : anchored(steps, isFolder)
}

/** A pattern of one step matches a step of any path; one for folders, any but the last. */
function anywhere(pattern: string, isFolder: boolean): StepsMatcher {
  const matches = nameMatcher(pattern)
  if (!matches) return never
  return (steps) => (isFolder ? steps.slice(0, -1) : steps).some(matches)
}

function anchored(pattern: readonly string[], isFolder: boolean): StepsMatcher {
  const matchers = pattern.map((step) => nameMatcher(step))
  return (steps) => {
    let rest = 0
    let hasMatched = false
    let mayPass = false
    for (const [index, step] of pattern.entries()) {
      if (step === '') {
        mayPass = false
        continue
      }
      if (step === '**') {
        if (index === pattern.length - 1) break
        mayPass = true
        continue
      }
      const matches = matchers[index]
      if (step.includes('**') || rest >= steps.length || !matches) return false
      const found = steps.findIndex((each, at) => at >= rest && matches(each))
      if (!mayPass && found !== rest) return false
      // where no step is left, what of the pattern is still to come matches nothing
      hasMatched = found >= 0
      rest = found >= 0 ? found + 1 : steps.length
      mayPass = false
    }
    return hasMatched && !(isFolder && rest >= steps.length)
  }
}
