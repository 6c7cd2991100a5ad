import type { Container } from './deployment.ts'
import type { Random } from './random.ts'

/** A way to write a controller's arguments that people or their tools have. */
export interface ArgumentDamage {
  readonly name: string
  /** Set where nobody can tell what runs: the function has to refuse, and say this. */
  readonly refusal?: RegExp
  /** Changes `container`, which runs `controller` and has the arguments `args`. `owned` are the tenancy flags it knows. */
  apply(container: Container, context: ArgumentContext): void
}

interface ArgumentContext {
  readonly controller: string
  readonly args: readonly string[]
  readonly owned: readonly string[]
  readonly random: Random
}

/** The account that damaged arguments name; none of the tests wants it. */
const foreignAccount = 'somebody'

function foreign(flag: string): string {
  return flag === 'default-service-account' ? `--${flag}=${foreignAccount}` : `--${flag}=false`
}

/** `added` at random places among `args`, in order. */
function among(
  args: readonly string[],
  added: readonly (readonly string[])[],
  random: Random,
): string[] {
  const places = added.map(() => random.below(args.length + 1)).sort((a, b) => a - b)
  return args
    .flatMap((arg, i) => [...added.filter((_, n) => places[n] === i).flat(), arg])
    .concat(added.filter((_, n) => places[n] === args.length).flat())
}

export const argumentDamages: readonly ArgumentDamage[] = [
  { name: 'as shipped', apply() {} },
  {
    name: 'reordered',
    apply(container, { args, random }) {
      container.args = random.shuffled(args)
    },
  },
  {
    name: 'every argument twice',
    apply(container, { args }) {
      container.args = args.flatMap((arg) => [arg, arg])
    },
  },
  {
    name: 'other values',
    apply(container, { args, owned, random }) {
      container.args = among(
        args,
        owned.map((flag) => [foreign(flag)]),
        random,
      )
    },
  },
  {
    name: 'bare booleans with a stray word',
    apply(container, { args, owned, random }) {
      const bare = owned.filter((flag) => flag.startsWith('no-')).map((f) => [`--${f}`, 'false'])
      container.args = among(args, bare, random)
    },
  },
  {
    name: 'true, then false',
    apply(container, { args, owned, random }) {
      const flags = random.shuffled(owned.filter((flag) => flag.startsWith('no-')))
      const both = flags.map((f) => [`--${f}=true`, '--log-level=debug', `--${f}=F`])
      container.args = among(args, both, random)
    },
  },
  {
    name: 'two entries',
    apply(container, { args, owned }) {
      const account = owned.filter((flag) => flag === 'default-service-account')
      const apart = args.flatMap((arg) => (arg.startsWith('--log-') ? arg.split('=') : [arg]))
      container.args = [...account.flatMap((flag) => [`--${flag}`, foreignAccount]), ...apart]
    },
  },
  {
    name: 'two entries, last',
    apply(container, { args, owned }) {
      const account = owned.filter((flag) => flag === 'default-service-account')
      container.args = [...args, ...account.flatMap((flag) => [`--${flag}`, foreignAccount])]
    },
  },
  {
    name: 'a flag as a value',
    apply(container, { args }) {
      container.args = ['--log-level', '--no-cross-namespace-refs=true', ...args]
    },
  },
  {
    name: 'behind the terminator',
    apply(container, { args, owned }) {
      container.args = [...args, '--', ...owned.map((flag) => `--${flag}=true`)]
    },
  },
  {
    name: 'a value that is no boolean',
    apply(container, { args, owned, random }) {
      const bad = owned.filter((flag) => flag.startsWith('no-')).map((flag) => [`--${flag}=yes`])
      container.args = among(args, bad, random)
    },
  },
  {
    name: 'all in command',
    apply(container, { controller, args, owned }) {
      container.command = ['/sbin/tini', '--', controller, ...args, ...owned.map(foreign)]
      delete container.args
    },
  },
  {
    name: 'half in command',
    apply(container, { controller, args, owned }) {
      container.command = [`/usr/local/bin/${controller}`, ...owned.map(foreign)]
      container.args = [...args]
    },
  },
  {
    name: 'the terminator in command',
    apply(container, { controller, args, owned }) {
      container.command = [controller, ...args, '--']
      container.args = owned.map((flag) => `--${flag}=true`)
    },
  },
  {
    name: 'no args',
    apply(container) {
      delete container.args
    },
  },
  {
    name: 'empty args',
    apply(container) {
      container.args = []
    },
  },
  {
    name: 'null args',
    apply(container) {
      container.args = null
    },
  },
  {
    name: 'variables',
    apply(container, { args }) {
      container.args = ['--metrics-addr=$(METRICS)', ...args, '$(MORE)', '$$(PLAIN)']
    },
  },
  {
    name: 'a shell',
    refusal: /command/,
    apply(container, { controller, args }) {
      container.command = ['/bin/sh', '-c', `exec ${controller} ${args.join(' ')}`]
      delete container.args
    },
  },
  {
    name: 'a flag without its value',
    refusal: /log-level/,
    apply(container, { args }) {
      container.args = [...args, '--log-level']
    },
  },
  {
    name: 'a number among the arguments',
    refusal: /string/,
    apply(container, { args }) {
      container.args = [...args, 5]
    },
  },
]
