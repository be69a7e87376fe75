/** Shells that `tagform completion` knows. */
export const SHELLS = ["bash", "zsh", "fish"] as const;

export type Shell = (typeof SHELLS)[number];

/** A line of `tagform complete` that asks for names of files besides the other lines. */
export const FILES = ":files";

// The shells ask the program itself, with the words up to the cursor. What the user typed is passed on as words and never
// evaluated, and nothing is printed but candidates: a shell must not show an error for a Tab. bash here needs no
// bash-completion package and works from 3.2 on, which macOS has.
const BASH = `# tagform: completion for bash
_tagform() {
  local line
  COMPREPLY=()
  while IFS= read -r line; do
    if [[ $line == ${FILES} ]]; then
      compopt -o default 2>/dev/null
    else
      COMPREPLY+=("\${line%%$'\\t'*}")
    fi
  done < <("$1" complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -F _tagform tagform
`;

const ZSH = `#compdef tagform
# tagform: completion for zsh
_tagform() {
  local line value description files=0
  local -a candidates
  while IFS= read -r line; do
    if [[ $line == ${FILES} ]]; then
      files=1
    else
      value=\${line%%$'\\t'*}
      description=\${line#*$'\\t'}
      candidates+=("\${value//:/\\\\:}\${description:+:$description}")
    fi
  done < <("\${(@Q)words[1]}" complete -- "\${(@Q)words[2,CURRENT]}" 2>/dev/null)
  (( \${#candidates} )) && _describe -V tagform candidates
  (( files )) && _files
}
if [[ \${funcstack[1]-} == _tagform ]]; then
  _tagform
else
  (( \${+functions[compdef]} )) || { autoload -Uz compinit && compinit -u }
  compdef _tagform tagform
fi
`;

const FISH = `# tagform: completion for fish
function __tagform_candidates
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    for line in ($words[1] complete -- $words[2..-1] "$current" 2>/dev/null)
        if test "$line" = ${FILES}
            __fish_complete_path "$current"
        else
            echo $line
        end
    end
end
complete -c tagform -f -a '(__tagform_candidates)'
`;

export const SCRIPTS: Readonly<Record<Shell, string>> = { bash: BASH, zsh: ZSH, fish: FISH };
