/** Something that the reader can mend: its message is all that is printed. */
export class SetupFailure extends Error {}

/** The end of what a failed program said, indented. */
export function tail(output, lines = 15) {
  return output
    .trim()
    .split("\n")
    .slice(-lines)
    .map((line) => `    ${line}`)
    .join("\n");
}
