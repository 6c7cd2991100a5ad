import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { hostileTexts } from './hostile/texts.ts'
import { built } from './hosts/flux-tenancy.ts'

/** In megabytes: what is beyond it ends the process. */
const mostHeap = 768
const longestSeconds = 100

const configMap = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: hostile\n'
const [controller = ''] = readFileSync('testdata/flux/v2.9.3.yaml', 'utf8')
  .split(/^---\n/m)
  .filter(
    (document) => /^kind: Deployment$/m.test(document) && document.includes('kustomize-controller'),
  )
const list = 'apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n'

function lock(stdin: Buffer) {
  const { stdout, stderr, status, signal } = spawnSync(
    process.execPath,
    [`--max-old-space-size=${mostHeap}`, built, 'fn', '--security-profile', 'multi-tenant'],
    { input: stdin, maxBuffer: 2 ** 30, timeout: longestSeconds * 1000 },
  )
  return { stdout, stderr: stderr.toString(), exitCode: status, signal }
}

/** The answer; undefined where `refusal` is one sentence, and nothing is there that may be taken for an answer. Fails for anything else. */
function answerTo(input: Buffer, refusal: RegExp | undefined): Buffer | undefined {
  const { stdout, stderr, exitCode, signal } = lock(input)
  if (!refusal) {
    expect({ exitCode, signal }).toEqual({ exitCode: 0, signal: null })
    return stdout
  }
  expect({ stdout: stdout.length, exitCode }).toEqual({ stdout: 0, exitCode: 2 })
  expect(stderr).toMatch(refusal)
  expect(stderr.trimEnd().split('\n')).toHaveLength(1)
  return undefined
}

describe.each(hostileTexts)('$name', ({ bytes, passedOn, read }) => {
  test('in an object that is only passed on', () => {
    const input = Buffer.concat([Buffer.from(configMap), bytes()])
    const answer = answerTo(input, passedOn)
    expect(answer?.equals(input) ?? passedOn !== undefined).toBe(true)
  })

  test('in a controller, which has to be read', () => {
    const answer = answerTo(Buffer.concat([Buffer.from(controller), bytes()]), read)
    for (const part of ['--no-remote-bases=true', bytes()]) {
      expect(answer?.includes(part) ?? read !== undefined).toBe(true)
    }
  })
})

test.each([
  ['a stream of documents', (items: readonly string[]) => items.join('---\n')],
  [
    'a ResourceList',
    (items: readonly string[]) =>
      list + items.map((item) => `- ${item.replace(/\n(?=.)/g, '\n  ')}`).join(''),
  ],
])('100,000 items in %s come out as they came in', (_form, text) => {
  const items = Array.from({ length: 100_000 }, (_, index) => `${configMap}${index}\n`)
  const input = Buffer.from(text(items.map((item) => item.replace(/hostile\n/, 'item-'))))
  const { stdout, exitCode } = lock(input)
  expect(exitCode).toBe(0)
  expect(stdout.subarray(0, input.length).equals(input)).toBe(true)
})

test.each([
  ['8 million spaces behind the dash', `- ${' '.repeat(8_000_000)}`],
  ['4 million dashes', '- '.repeat(4_000_000)],
  ['100 lines of a dash and 80,000 spaces', `${`- ${' '.repeat(80_000)}x\n  `.repeat(100)}`],
  ['a word of 8 million letters', `a: ${'x'.repeat(8_000_000)}`],
  ['a key of 8 million letters', `${'x'.repeat(8_000_000)}: a`],
])('a line in an entry of a list, %s: an answer or a sentence', (_name, line) => {
  const { stderr, signal } = lock(
    Buffer.from(
      `${list}- apiVersion: v1\n  kind: Other\n  hostile:\n  ${line}\n- apiVersion: v1\n  kind: B\n`,
    ),
  )
  expect({ signal, stderr }).toEqual({
    signal: null,
    stderr: expect.not.stringMatching(/internal error/i),
  })
})

test('a dash at column 8 million', () => {
  const { stderr, signal } = lock(Buffer.from(`${list}${' '.repeat(8_000_000)}- apiVersion: v1\n`))
  expect({ signal, stderr }).toEqual({
    signal: null,
    stderr: expect.not.stringMatching(/internal error/i),
  })
})
