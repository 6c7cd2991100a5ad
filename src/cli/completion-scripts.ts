import { suggestion } from '../api/suggestion.ts'
import { InputError } from '../run/input-error.ts'

/*
 * Each asks the program itself what to offer (complete.ts), so that a script never is out of date. Words go to it as they
 * were typed; nothing is evaluated.
 */

const bash = `# bash completion of flux-tenancy: source <(flux-tenancy completion bash)
_flux_tenancy() {
  local words=() lines=() word line current
  local -i at
  for ((at = 1; at <= COMP_CWORD; at++)); do
    word=\${COMP_WORDS[at]}
    # bash cuts a word at "="
    if ((at > 1)) && [[ $word == "=" || \${COMP_WORDS[at - 1]} == "=" ]]; then
      words[\${#words[@]} - 1]+=$word
    else
      words+=("$word")
    fi
  done
  current=\${COMP_WORDS[COMP_CWORD]}
  [[ $current == "=" ]] && current=
  COMPREPLY=()
  while IFS= read -r line; do
    lines+=("\${line%%$'\\t'*}")
  done < <(flux-tenancy __complete "\${words[@]}" 2>/dev/null)
  ((\${#lines[@]} > 0)) || return
  local -i directive=\${lines[\${#lines[@]} - 1]#:}
  unset 'lines[\${#lines[@]} - 1]'
  if ((directive & 8)); then
    compopt -o filenames
    while IFS= read -r line; do COMPREPLY+=("$line"); done < <(
      compgen -d -- "$current"
      for word in "\${lines[@]}"; do compgen -f -X "!*.$word" -- "$current"; done
    )
  elif ((\${#lines[@]} > 0)); then
    COMPREPLY=("\${lines[@]}")
  elif ((!(directive & 4))); then
    compopt -o default
  fi
}
complete -F _flux_tenancy flux-tenancy
`

const zsh = `#compdef flux-tenancy
# zsh completion of flux-tenancy: source <(flux-tenancy completion zsh)
_flux_tenancy() {
  local -a lines described
  local line
  lines=("\${(@f)$(flux-tenancy __complete "\${(@Q)words[2,CURRENT]}" 2>/dev/null)}")
  local -i directive=\${lines[-1]#:}
  lines=("\${(@)lines[1,-2]}")
  [[ \${words[CURRENT]} == -*=* ]] && compset -P '*='
  if (( directive & 8 )); then
    _files -g "*.(\${(j:|:)lines})"
  elif (( \${#lines} > 0 )); then
    # a colon ends the word for _describe
    for line in "\${lines[@]}"; do
      described+=("\${\${line%%$'\\t'*}//:/\\\\:}\${\${(M)line%%$'\\t'*}:+:\${line#*$'\\t'}}")
    done
    _describe flux-tenancy described
  elif (( ! (directive & 4) )); then
    _files
  fi
}
compdef _flux_tenancy flux-tenancy
`

const fish = `# fish completion of flux-tenancy: flux-tenancy completion fish | source
function __flux_tenancy_complete
    set -l typed (commandline -opc)
    set -e typed[1]
    set -l current (commandline -ct)
    set -l lines (flux-tenancy __complete $typed "$current" 2>/dev/null)
    test (count $lines) -gt 0; or return
    set -l directive (string replace : '' -- $lines[-1])
    set -e lines[-1]
    set -l option (string match -r '^-[^=]*=' -- "$current")
    set -l value (string replace -r '^-[^=]*=' '' -- "$current")
    if test (math "bitand($directive, 8)") -ne 0
        for path in (__fish_complete_path "$value")
            string match -qr '(/|\\\\.('(string join '|' -- $lines)'))$' -- (string split -f1 \\t -- $path)
            and printf '%s\\n' "$option$path"
        end
    else if test (count $lines) -gt 0
        printf "$option%s\\n" $lines
    else if test (math "bitand($directive, 4)") -eq 0
        __fish_complete_path "$value"
    end
end
complete -c flux-tenancy -f -a '(__flux_tenancy_complete)'
`

const scripts = { bash, zsh, fish } as const

type Shell = keyof typeof scripts

/** The shells that have a script. */
export const shells = Object.keys(scripts) as readonly Shell[]

/** The script that a shell reads once. */
export function completionScript(shell: Shell): string {
  return scripts[shell]
}

/** The shell of a command line. Throws InputError for another one, for none and for several. */
export function namedShell([word, ...more]: readonly string[]): Shell {
  const must = `\`completion\` must be given one shell, ${shells.slice(0, -1).join(', ')} or ${shells.at(-1)}`
  if (word === undefined) throw new InputError(`${must}.`)
  if (more[0] !== undefined) throw new InputError(`${must}, and "${more[0]}" is a second one.`)
  if (Object.hasOwn(scripts, word)) return word as Shell
  throw new InputError(`${must}, and "${word}" is none${suggestion(word, shells) || '.'}`)
}
