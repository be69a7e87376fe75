import { quoteLiteral } from "./quote";
import type { Sequence, Template, Token } from "./template";

/** A template as a quoted string, its expressions laid out as `terraform fmt` does. */
export function formatTemplate(template: Template): string {
  const text = template
    .map((part) => (part.kind === "literal" ? quoteLiteral(part.text) : formatSequence(part)))
    .join("");
  return `"${text}"`;
}

/** A `${...}` or `%{...}` as `terraform fmt` writes it. */
export function formatSequence({ sigil, trimsBefore, trimsAfter, tokens }: Sequence): string {
  const open = isOperator(tokens[0], "{") ? " " : "";
  const close = isOperator(tokens.at(-1), "}") ? " " : "";
  const before = `${sigil}{${trimsBefore ? "~" : ""}${open}`;
  return `${before}${formatTokens(tokens, SEQUENCE)}${close}${trimsAfter ? "~" : ""}}`;
}

/** An expression on one line, with the spaces of `terraform fmt`. */
export function formatExpression(tokens: readonly Token[]): string {
  return formatTokens(tokens, undefined);
}

/** Stands before the first token of a sequence, where the formatter takes "-" for a subtraction. */
const SEQUENCE = "${";

function formatTokens(tokens: readonly Token[], start: string | undefined): string {
  let text = "";
  tokens.forEach((token, index) => {
    const before = index === 0 ? start : spelling(tokens[index - 1]);
    text += token.kind === "string" ? formatNested(token.template) : token.text;
    const after = tokens[index + 1];
    if (after !== undefined && hasSpace(before, tokens[index - 1], token, after)) text += " ";
  });
  return text;
}

/** A string inside an expression: its literals are in quoted form already. */
function formatNested(template: Template): string {
  return `"${template.map((part) => (part.kind === "literal" ? part.text : formatSequence(part))).join("")}"`;
}

function spelling(token: Token | undefined): string | undefined {
  return token?.kind === "operator" ? token.text : token?.kind;
}

function isOperator(token: Token | undefined, text: string): boolean {
  return token?.kind === "operator" && token.text === text;
}

/** What makes a following "-" a negation. */
const NEGATES = new Set("( { [ = : , ? + * / % - == != > >= < <= && || !".split(" "));
const OPENING = new Set(["(", "["]);
const CLOSING = new Set([")", "]"]);
/** What an index follows without a space. */
const INDEXED = new Set(["identifier", "number", ")", "]", "}"]);

/** The rules of hclwrite's `spaceAfterToken`, in its order. */
function hasSpace(
  before: string | undefined,
  previous: Token | undefined,
  token: Token,
  next: Token,
): boolean {
  const subject = spelling(token) ?? "";
  const after = spelling(next) ?? "";
  if (subject === "identifier" && (after === "(" || after === "::")) return false;
  if (subject === "::" && after === "identifier") return false;
  if (subject === "." || after === "." || after === "," || after === "...") return false;
  if (subject === ",") return true;
  if (token.kind === "identifier" && token.text === "in" && previous?.kind === "identifier") return true;
  if (after === "[" && INDEXED.has(subject)) return false;
  if (subject === "!") return false;
  if (subject === "-") return before !== undefined && !NEGATES.has(before);
  if (subject === "{" || after === "}") return !(subject === "{" && after === "}");
  return !OPENING.has(subject) && !CLOSING.has(after);
}
