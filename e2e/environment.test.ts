import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { builds } from './hosts/flux-tenancy.ts'
import { type Finished, run } from './hosts/run.ts'
import { stateOf } from './repositories/copy.ts'

const release = readFileSync(join('testdata', 'flux', 'v2.9.3.yaml'), 'utf8')
const multi = '--security-profile=multi-tenant'

/** What programs look at: the person, the place, the time, the language, the terminal, the cluster, Git, proxies. The runtime's own are not among them. */
const environment = {
  ...{
    HOME: '/nonexistent',
    USER: 'nobody',
    PWD: '/etc',
    TMPDIR: '/nonexistent',
    PATH: '/nonexistent',
  },
  ...{ TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', LANGUAGE: 'tr' },
  ...{
    TERM: 'dumb',
    COLUMNS: '20',
    LINES: '2',
    FORCE_COLOR: '3',
    NO_COLOR: '1',
    CLICOLOR_FORCE: '1',
  },
  ...{ CI: 'true', GITHUB_ACTIONS: 'true', DEBUG: '*', LOG_LEVEL: 'debug', VERBOSE: '1' },
  ...{ KUBECONFIG: '/etc/passwd', FLUX_SYSTEM_NAMESPACE: 'other', FLUXCD_PLUGINS: '/nonexistent' },
  ...{ GIT_DIR: '/nonexistent', GIT_WORK_TREE: '/etc', XDG_CONFIG_HOME: '/nonexistent' },
  ...{ HTTP_PROXY: 'http://127.0.0.1:1', https_proxy: 'http://127.0.0.1:1', NO_PROXY: '' },
  ...{ FLUX_TENANCY_SECURITY_PROFILE: 'single-tenant', SECURITY_PROFILE: 'single-tenant' },
}

const base = mkdtempSync(join(tmpdir(), 'environment-'))
const root = join(base, 'repository')
afterAll(() => rmSync(base, { recursive: true }))

beforeEach(() => {
  rmSync(root, { recursive: true, force: true })
  cpSync(join('testdata', 'repositories', 'four-versions'), root, { recursive: true })
  mkdirSync(join(root, '.git'))
})

function runWith(
  variables: Readonly<Record<string, string>>,
  program: readonly string[],
  args: readonly string[],
  stdin: string,
): Finished {
  const set = Object.entries(variables).map(([name, value]) => `${name}=${value}`)
  const words = ['--ignore-environment', ...set, ...program, ...args]
  return run('/usr/bin/env', words, { cwd: root, stdin })
}

describe.each(Object.entries(builds))('%s', (_, program) => {
  test.each([
    [`fn ${multi}`, release],
    ['fn --security-profile=no-profile', ''],
    ['check clusters/dev', ''],
    ['check - --output=json', release],
    [`render clusters ${multi} --dry-run`, ''],
    ['explain open-paths', ''],
    ['--help', ''],
  ])('says the same in any environment: %s', (words, stdin) => {
    const plain = runWith({}, program, words.split(' '), stdin)
    expect(plain.stdout + plain.stderr).not.toBe('')
    expect(runWith(environment, program, words.split(' '), stdin)).toEqual(plain)
  })

  test('and writes the same', () => {
    const bytes = () => [...stateOf(root)].map(([path, file]) => [path, file.bytes])
    const before = bytes()
    expect(runWith(environment, program, ['render', 'clusters/dev', multi], '').exitCode).toBe(0)
    const after = bytes()
    expect(after).not.toEqual(before)
    rmSync(root, { recursive: true })
    cpSync(join('testdata', 'repositories', 'four-versions'), root, { recursive: true })
    mkdirSync(join(root, '.git'))
    runWith({}, program, ['render', 'clusters/dev', multi], '')
    expect(bytes()).toEqual(after)
  })
})
