import { isFromKustomize } from '../krm/from-kustomize.ts'
import type { ResourceList } from '../krm/resource-list.ts'
import { hasErrors, type Result, resultOn } from '../krm/result.ts'
import type { SourceList } from '../yaml/read.ts'
import { writeList } from '../yaml/write.ts'
import { FunctionError } from './input-error.ts'
import type { Outcome } from './outcome.ts'
import { resultLine, sortedResults } from './result-lines.ts'

/**
 * The outcome of a function that answered `list` to `source`. On an error result a ResourceList comes back with its
 * results, and a stream of documents is not printed, because what follows in the pipe may apply it.
 */
export function answer(source: SourceList, list: ResourceList): Outcome {
  const failed = hasErrors(list.results)
  const exitCode = failed ? 1 : 0
  if (source.form === 'documents') {
    if (failed) return { stdout: undefined, stderr: stderrText(list.results), exitCode }
    // an empty stream with exit code 0 is taken for "delete everything"
    if (list.items.length === 0)
      throw new FunctionError(
        'The function left no object of the input, and an empty stream would be taken for "delete everything".',
      )
  }
  const { text, reprinted } = writeList(source, list)
  const infos = reprinted.map((item) =>
    resultOn(
      item,
      'info',
      'printed-anew',
      'The object was printed anew, since no small edit of its text gives the change.',
    ),
  )
  const results = [...list.results, ...infos]
  const functionConfig = source.functionConfig?.object
  // kustomize shows nobody the results of a list, only stderr
  const isAllTold =
    source.form === 'documents' || isFromKustomize({ items: source.items, functionConfig })
  return {
    stdout: infos.length > 0 ? writeList(source, { ...list, results }).text : text,
    stderr: stderrText(isAllTold ? results : errorsOf(results)),
    exitCode,
  }
}

/** Results for people, errors first, each line with the program's name: kustomize does not say who speaks. */
export function stderrText(results: readonly Result[]): string {
  return sortedResults(results)
    .map((result) => `flux-tenancy: ${resultLine(result)}\n`)
    .join('')
}

/** kpt prints the results of the list itself, and but four lines of stderr: more than the cause would hide it. */
function errorsOf(results: readonly Result[]): readonly Result[] {
  return results.filter(({ severity }) => severity === 'error')
}
