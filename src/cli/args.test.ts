import { parseCommand } from './args.ts'
import { commandNames } from './commands.ts'

/** A command line as it is typed, split at blanks. */
const parsed = (line: string) => parseCommand(line.split(' ').filter((word) => word !== ''))

test.each([
  ['', { name: 'fn', implied: true }],
  ['fn', { name: 'fn', implied: false }],
  [
    '--security-profile multi-tenant',
    { name: 'fn', implied: true, securityProfile: 'multi-tenant' },
  ],
  [
    'fn --config=a.yaml --security-profile=single-tenant',
    { name: 'fn', implied: false, config: 'a.yaml', securityProfile: 'single-tenant' },
  ],
  ['fn --config=-a.yaml', { name: 'fn', implied: false, config: '-a.yaml' }],
  ['check -', { name: 'check', output: 'text' }],
  ['check - --output json', { name: 'check', output: 'json' }],
  ['check --output=text -', { name: 'check', output: 'text' }],
  ['check -- -', { name: 'check', output: 'text' }],
  ['check a', { name: 'check', paths: ['a'], output: 'text' }],
  ['check a b/ --output json', { name: 'check', paths: ['a', 'b/'], output: 'json' }],
  ['check -- -a', { name: 'check', paths: ['-a'], output: 'text' }],
  ['render a b', { name: 'render', paths: ['a', 'b'], dryRun: false, output: 'text' }],
  [
    'render --dry-run a --security-profile=single-tenant --output json --config c.yaml',
    {
      name: 'render',
      paths: ['a'],
      dryRun: true,
      output: 'json',
      config: 'c.yaml',
      securityProfile: 'single-tenant',
    },
  ],
  [
    'render - --security-profile multi-tenant',
    { name: 'fn', implied: false, securityProfile: 'multi-tenant' },
  ],
  ['explain', { name: 'explain' }],
  ['explain rules', { name: 'explain', topic: 'rules' }],
  ['explain tenant a', { name: 'explain tenant', tenant: 'a', paths: ['.'] }],
  ['explain tenant a b c', { name: 'explain tenant', tenant: 'a', paths: ['b', 'c'] }],
  ['explain tenant a - --config x', { name: 'explain tenant', tenant: 'a', config: 'x' }],
  ['explain -- --no-remote-bases', { name: 'explain', topic: '--no-remote-bases' }],
  ['help', { name: 'help' }],
  ['help check', { name: 'help', of: 'check' }],
  ['--help', { name: 'help' }],
  ['-h', { name: 'help' }],
  ['check --help', { name: 'help', of: 'check' }],
  ['--help fn', { name: 'help', of: 'fn' }],
  ['fn --bogus --help', { name: 'help', of: 'fn' }],
  ['--version', { name: 'version' }],
  ['-v fn', { name: 'version' }],
])('`flux-tenancy %s`', (line, command) => {
  expect(parsed(line)).toStrictEqual(command)
})

test.each([
  ['fm', 'Unknown command "fm", did you mean "fn"?'],
  ['frobnicate', 'Unknown command "frobnicate".'],
  ['constructor', 'Unknown command "constructor".'],
  ['fn --confg x', 'Unknown option `--confg`, did you mean "--config"?'],
  ['fn -x', 'Unknown option `-x`.'],
  ['fn --toString', 'Unknown option `--toString`.'],
  ['fn --config', '`--config` must have a value: `--config FILE`.'],
  ['fn --config=', '`--config` must have a value: `--config FILE`.'],
  ['fn --config --security-profile', '`--config` must have a value: `--config FILE`.'],
  ['fn --config a --config b', '`--config` must be given once.'],
  ['fn --config --help', '`--config` must have a value: `--config FILE`.'],
  ['fn --help=yes', '`--help` must not have a value.'],
  ['fn --version=yes', '`--version` must not have a value.'],
  [
    'fn --security-profile multitenant',
    '`--security-profile` must be "multi-tenant" or "single-tenant", and "multitenant" is neither, did you mean "multi-tenant"?',
  ],
  ['check - --output yaml', '`--output` must be "text" or "json", and "yaml" is neither.'],
  ['fn dir', '`fn` reads stdin and must not be given the argument "dir".'],
  [
    'fn --output json',
    '`fn` must not be given `--output`: its stdout is the list, and the results of a ResourceList are in it.',
  ],
  ['explain --config a', '`explain` must be given `--config` only with `tenant NAME`.'],
  [
    'explain tenant',
    '`explain tenant` must be given the name of a Tenant, as in `flux-tenancy explain tenant team-a clusters/production`.',
  ],
  ['explain tenant a - b', '`explain` must be given either one "-", which is stdin, or paths.'],
  ['explain tenant a --output json', '`explain` has no option `--output`.'],
  ['explain a b', '`explain` must be given one topic, and "b" is a second one.'],
  [
    'check',
    '`check` must be told what to read: folders or files, as in `flux-tenancy check clusters/production`, or `-` for stdin.',
  ],
  [
    'render --dry-run',
    '`render` must be told what to read: folders or files, as in `flux-tenancy render clusters/production`, or `-` for stdin.',
  ],
  ['check - more', '`check` must be given either one "-", which is stdin, or paths.'],
  ['check - -', '`check` must be given either one "-", which is stdin, or paths.'],
  ['render a -', '`render` must be given either one "-", which is stdin, or paths.'],
  [
    'render - --dry-run',
    '`render -` must not be given `--dry-run`: it writes to stdout and changes no file.',
  ],
  [
    'render - --output json',
    '`render -` must not be given `--output`: its stdout is the list, and the results of a ResourceList are in it.',
  ],
  ['render a --dry-run=yes', '`--dry-run` must not have a value.'],
  ['check a --dry-run', '`check` has no option `--dry-run`.'],
  ['fn --dry-run', '`fn` has no option `--dry-run`.'],
])('`flux-tenancy %s` is refused', (line, sentence) => {
  expect(() => parsed(line)).toThrow(new Error(sentence))
})

test('help has a page for every command', () => {
  for (const of of commandNames) expect(parsed(`${of} -h`)).toEqual({ name: 'help', of })
})
