// Writes every file of the folder in argv anew, in place, with `old` made `new` throughout; prints what `writeChanges` reports.
import { readPackage } from '../../src/host/folder-read.ts'
import { writeChanges } from '../../src/host/folder-write.ts'

const folder = readPackage([process.argv[2] ?? ''], () => [])
const changes = [...folder.input.files].map(
  ([path, text]) => [path, text.replaceAll('old', 'new')] as const,
)
try {
  console.log(JSON.stringify(writeChanges(folder, new Map(changes))))
} catch (error) {
  console.error(String(error))
  process.exitCode = 2
}
