import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { securityProfiles } from '../src/api/security-profile.ts'
import { shells } from '../src/cli/completion-scripts.ts'
import { executable } from './hosts/executable.ts'
import { fish, zsh } from './hosts/programs.ts'
import { outputOf } from './hosts/run.ts'

const folder = mkdtempSync(join(tmpdir(), 'completion-'))
afterAll(() => rmSync(folder, { recursive: true }))
for (const file of ['config.yaml', 'config.md']) writeFileSync(join(folder, file), '')

const files = ['config.md', 'config.yaml']

/** A line as it is typed, and what a shell offers for its end. */
const typed = [
  ['flux-tenancy rend', ['render']],
  ['flux-tenancy check --out', ['--output']],
  ['flux-tenancy check --security-profile ', securityProfiles],
  ['flux-tenancy check --security-profile=multi', ['multi-tenant']],
  ['flux-tenancy check --config con', ['config.yaml']],
  ['flux-tenancy render con', files],
  ['flux-tenancy fn ', []],
  ["flux-tenancy check 'a b' --out", ['--output']],
] as const

/**
 * Programs that read the script and print what it offers, one a line. In bash and zsh the shell's part is played by functions: the
 * words come cut as the shell cuts them, and what a script asks of the shell is carried out.
 */
const programs = {
  bash: `source <(flux-tenancy completion bash)
compopt() { [[ $* == *default* ]] && compgen -f -- "\${COMP_WORDS[COMP_CWORD]}"; return 0; }
COMP_WORDS=($(sed 's/=/ = /g' <<<"$LINE")); [[ $LINE == *" " ]] && COMP_WORDS+=("")
COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); _flux_tenancy; printf '%s\\n' "\${COMPREPLY[@]}"`,
  zsh: `compdef() { : }; compset() { : }
_describe() { print -l -- "\${(@)\${(@P)2}%%:*}" }
_files() { local glob=\${2:-*}; print -l -- \${~glob}(N) }
source <(flux-tenancy completion zsh)
words=(\${(z)LINE}); [[ $LINE == *" " ]] && words+=(""); CURRENT=\${#words}; _flux_tenancy`,
  fish: `flux-tenancy completion fish | source
complete -C "$LINE" | string split -f1 \\t
true`,
}

const interpreters = {
  bash: () => ['bash', '--norc', '-c'],
  zsh: () => [zsh(), '-f', '-c'],
  fish: () => [fish(), '--no-config', '-c'],
}

describe.each(shells)('%s', (shell) => {
  test.each(typed)('%s', (line, expected) => {
    const [program = '', ...args] = interpreters[shell]()
    const offered = outputOf(program, [...args, programs[shell]], {
      cwd: folder,
      env: { LINE: line, HOME: folder, PATH: `${dirname(executable())}:${process.env['PATH']}` },
    })
    // fish wants an option whole, the others its value
    const bare = offered
      .split('\n')
      .filter((each) => each !== '')
      .map((each) => each.replace(/^--[^=]+=/, ''))
    expect(bare.sort()).toEqual([...expected].sort())
  })
})
