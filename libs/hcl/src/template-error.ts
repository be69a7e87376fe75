/** Why a template or an expression cannot be read. Whoever knows where it stands makes it a UserError. */
export class TemplateError extends Error {
  public override readonly name = "TemplateError";
}

/** `text` on one line and short enough for a message. */
export function excerpt(text: string): string {
  const line = text.replace(/\p{Cc}/gu, (character) => JSON.stringify(character).slice(1, -1));
  return line.length > 60 ? `${line.slice(0, 57)}...` : line;
}
