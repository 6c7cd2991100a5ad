// Fuzzes for some minutes and prints what it finds: `npm run fuzz -- --minutes 60 --seed 1`. Exits 1 if it finds anything.
import { parseArgs } from 'node:util'
import { startReader } from '../hosts/reader.ts'
import { fuzz } from './fuzz.ts'

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '2' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
  },
})
const reader = startReader()
const kinds = new Set<string>()
const run = {
  seed: Number(values.seed),
  end: Date.now() + Number(values.minutes) * 60_000,
  mostOfAKind: 3,
}
const { tried, read } = await fuzz(reader, run, (find) => {
  kinds.add(find.kind)
  console.log(JSON.stringify(find))
})
await reader.close()
console.log(
  `Seed ${run.seed}, ${values.minutes} minutes: ${tried} texts, ${read} of them read, ${kinds.size} kinds of finds.`,
)
process.exitCode = kinds.size === 0 ? 0 : 1
