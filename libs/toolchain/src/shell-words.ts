/** Quote words for a POSIX shell: for commands that are shown to people, never for commands that we run. */
export function shellWords(words: readonly string[]): string {
  return words.map(quote).join(" ");
}

/** `NAME=value ` for each variable, to be put before a shown command. */
export function shellAssignments(variables: Readonly<Record<string, string>>): string {
  return Object.entries(variables)
    .map(([name, value]) => `${name}=${quote(value)} `)
    .join("");
}

function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
