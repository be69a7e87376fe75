/**
 * The grammar of templates and expressions, as far as it is needed to find where a `${...}` ends and to lay
 * it out again. A template is a list of parts; an expression is a list of tokens, whose strings are templates.
 */
export type Template = readonly Part[];

export type Part = Literal | Sequence;

/** Text between sequences, as it was written: `$${` and `%%{` are still escaped. */
export interface Literal {
  readonly kind: "literal";
  readonly text: string;
}

/** `${...}` or `%{...}`, with `~` where it trims the text before or after it. */
export interface Sequence {
  readonly kind: "sequence";
  readonly sigil: "$" | "%";
  readonly trimsBefore: boolean;
  readonly trimsAfter: boolean;
  readonly tokens: readonly Token[];
}

export type Token = Word | Text;

export interface Word {
  readonly kind: "identifier" | "number" | "operator";
  readonly text: string;
}

/** A quoted string inside an expression; the literals of its template are in quoted form already. */
export interface Text {
  readonly kind: "string";
  readonly template: Template;
}

/** The expression of a template that is exactly one `${...}`: Terraform takes its value as it is, with its type. */
export function soleExpression(template: Template): readonly Token[] | undefined {
  const [part] = template;
  if (template.length !== 1 || part?.kind !== "sequence" || part.sigil !== "$") return undefined;
  const [token] = part.tokens;
  const isString = part.tokens.length === 1 && token?.kind === "string";
  return isString ? (soleExpression(token.template) ?? part.tokens) : part.tokens;
}

/** Whether `=` stands in one of the template's expressions, where the formatter would align it. */
export function holdsAssignment(template: Template): boolean {
  return template.some((part) => part.kind === "sequence" && tokensHoldAssignment(part.tokens));
}

export function tokensHoldAssignment(tokens: readonly Token[]): boolean {
  return tokens.some((token) =>
    token.kind === "string" ? holdsAssignment(token.template) : token.text === "=",
  );
}
