import { scanHeredoc } from "./scan-heredoc";
import { type Cursor, scanSequence } from "./scan-template";
import type { Part, Text, Token } from "./template";
import { excerpt, TemplateError } from "./template-error";

const BLANK = /[ \t\r]+|(?:#|\/\/)[^\n]*|\/\*[^]*?\*\//y;
const IDENTIFIER = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
const NUMBER = /[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const OPERATOR = /\.\.\.|==|!=|<=|>=|&&|\|\||=>|::|[-+*/%!?:.,=<>()[\]{}]/y;
const HEREDOC = /<<-?[\p{ID_Start}_][\p{ID_Continue}-]*\r?\n/uy;
const QUOTED_LITERAL = /(?:\\[^\n]|\$\$\{|%%\{|[$%](?!\{)|[^"\\$%\n])+/y;

const CLOSING: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

/** The brackets that are open, and what a line end means in them: in an object it ends an item. */
interface Bracket {
  readonly close: string;
  readonly isObject: boolean;
}

/**
 * Reads tokens up to the `}` or `~}` that ends the sequence begun at `start`, or, without `start`, up to the end
 * of the text. Comments are dropped, and line ends become the commas they stand for: the result fits on a line.
 */
export function scanExpression(cursor: Cursor, start?: number): Token[] {
  const tokens: Token[] = [];
  const brackets: Bracket[] = [];
  let lineEnded = false;
  for (;;) {
    lineEnded = skipBlank(cursor) || lineEnded;
    if (endsHere(cursor, brackets, start)) return tokens;
    const token = scanToken(cursor, start);
    if (lineEnded && needsComma(tokens.at(-1), token, brackets.at(-1))) {
      tokens.push({ kind: "operator", text: "," });
    }
    lineEnded = false;
    tokens.push(token);
    if (token.kind === "operator") trackBracket(cursor, token.text, brackets);
  }
}

/** The tokens of an expression that stands alone. */
export function scanBareExpression(text: string): Token[] {
  return scanExpression({ text, position: 0 });
}

function endsHere({ text, position }: Cursor, brackets: readonly Bracket[], start?: number): boolean {
  if (position >= text.length) {
    if (start !== undefined) throw unterminated(text, start);
    const open = brackets.at(-1);
    if (open !== undefined) throw new TemplateError(`"${excerpt(text)}" lacks a closing "${open.close}"`);
    return true;
  }
  if (start === undefined || brackets.length > 0) return false;
  return text[position] === "}" || text.startsWith("~}", position);
}

function unterminated(text: string, start: number): TemplateError {
  return new TemplateError(
    `"${excerpt(text.slice(start))}" does not end: close it with "}", or write "${text.slice(start, start + 1)}` +
      `${text.slice(start, start + 2)}" for the characters themselves`,
  );
}

/** Skips white space and comments; true when a line ended. */
function skipBlank(cursor: Cursor): boolean {
  let lineEnded = false;
  for (;;) {
    if (cursor.text[cursor.position] === "\n") {
      cursor.position += 1;
      lineEnded = true;
    } else if (match(BLANK, cursor) === undefined) return lineEnded;
  }
}

function scanToken(cursor: Cursor, start?: number): Token {
  if (cursor.text[cursor.position] === '"') return scanQuoted(cursor);
  const heredoc = match(HEREDOC, cursor);
  if (heredoc !== undefined) return scanHeredoc(cursor, heredoc);
  const identifier = match(IDENTIFIER, cursor);
  if (identifier !== undefined) return { kind: "identifier", text: identifier };
  const number = match(NUMBER, cursor);
  if (number !== undefined) return { kind: "number", text: number };
  const operator = match(OPERATOR, cursor);
  if (operator !== undefined) return { kind: "operator", text: operator };
  const character = String.fromCodePoint(cursor.text.codePointAt(cursor.position) ?? 0);
  throw new TemplateError(
    `"${excerpt(cursor.text.slice(start ?? 0))}" has "${excerpt(character)}", which no expression may contain`,
  );
}

function trackBracket(cursor: Cursor, text: string, brackets: Bracket[]): void {
  const close = CLOSING[text];
  if (close !== undefined) brackets.push({ close, isObject: text === "{" && !startsForExpression(cursor) });
  else if (text === ")" || text === "]" || text === "}") {
    const open = brackets.pop();
    if (open?.close === text) return;
    const expected = open === undefined ? "nothing is open" : `"${open.close}" is expected`;
    throw new TemplateError(`"${excerpt(cursor.text)}" has "${text}" where ${expected}`);
  }
}

function startsForExpression({ text, position }: Cursor): boolean {
  return /^\s*for\s/.test(text.slice(position, position + 100));
}

function needsComma(before: Token | undefined, next: Token, bracket: Bracket | undefined): boolean {
  if (bracket?.isObject !== true) return false;
  const separates = (token: Token | undefined) =>
    token?.kind === "operator" && (token.text === "," || token.text === "{" || token.text === "}");
  const opens = before?.kind === "operator" && (before.text === "{" || before.text === ",");
  return !opens && !(next.kind === "operator" && next.text !== "{" && separates(next));
}

/** Reads a quoted string; the cursor is at its opening quote and ends behind the closing one. */
function scanQuoted(cursor: Cursor): Text {
  const start = cursor.position;
  const template: Part[] = [];
  cursor.position += 1;
  for (;;) {
    const character = cursor.text[cursor.position];
    if (character === '"') {
      cursor.position += 1;
      return { kind: "string", template };
    }
    const literal = match(QUOTED_LITERAL, cursor);
    if (literal !== undefined) template.push({ kind: "literal", text: literal });
    else if (character === "$" || character === "%") template.push(scanSequence(cursor));
    else throw new TemplateError(`the string ${excerpt(cursor.text.slice(start))} does not end`);
  }
}

function match(pattern: RegExp, cursor: Cursor): string | undefined {
  pattern.lastIndex = cursor.position;
  const found = pattern.exec(cursor.text)?.[0];
  if (found !== undefined) cursor.position += found.length;
  return found;
}
