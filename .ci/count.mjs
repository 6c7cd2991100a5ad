// Prints "PASSED FAILED" for a report of jest's --json. Skipped, todo and unstarted tests, suites that could not run,
// an empty report, and a failing exit code without a failing test all count as failed.
import { readFileSync } from 'node:fs'

const [report, exitCode] = process.argv.slice(2)
const { numPassedTests, numTotalTests, numRuntimeErrorTestSuites } = JSON.parse(
  readFileSync(report, 'utf8'),
)
const failed = numTotalTests - numPassedTests + numRuntimeErrorTestSuites
const unexplained = failed === 0 && (exitCode !== '0' || numTotalTests === 0) ? 1 : 0
console.log(`${numPassedTests} ${failed + unexplained}`)
