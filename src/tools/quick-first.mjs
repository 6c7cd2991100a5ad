// The order of the suites where one is going to fail: those in the folder of a changed file, then the others, quick ones first.
import { dirname } from 'node:path'

/** What mutate.mjs passes: the folders that a mutation changes, and how long each suite took before it. */
const { folders, milliseconds } = JSON.parse(process.env.QUICK_FIRST)

/** A test sequencer of jest. */
export default class QuickFirst {
  sort(tests) {
    return tests.toSorted((a, b) => near(b) - near(a) || took(a) - took(b))
  }

  allFailedTests(tests) {
    return tests
  }

  cacheResults() {}
}

function near({ path }) {
  return folders.includes(dirname(path)) ? 1 : 0
}

function took({ path }) {
  return milliseconds[path] ?? 0
}
