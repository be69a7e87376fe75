import { escapeTemplate } from "./quote";
import { scanExpression } from "./scan-expression";
import type { Literal, Part, Sequence, Template } from "./template";
import { excerpt, TemplateError } from "./template-error";

/** Where a scan stands: the scanners move `position` on. */
export interface Cursor {
  readonly text: string;
  position: number;
}

/**
 * What starts a sequence, or only looks like it: the escapes `$${` and `%%{` stand for `${` and `%{`. At a lone
 * carriage return Terraform's scanner of JSON strings gives up: what follows is text, whatever it looks like.
 */
const MARK = /\$\$\{|%%\{|[$%]\{|\r(?!\n)/g;

/**
 * Reads the content of a JSON string as Terraform does: text with `${...}` and `%{...}`.
 * Throws a TemplateError when a sequence does not end.
 */
export function scanTemplate(content: string): Template {
  // Terraform takes a byte order mark at the start for one of a file.
  const text = content.startsWith("\ufeff") ? content.slice(1) : content;
  const parts: Part[] = [];
  const addLiteral = (literal: string) => {
    if (literal !== "") parts.push({ kind: "literal", text: literal });
  };
  const cursor: Cursor = { text, position: 0 };
  let start = 0;
  for (let mark = nextMark(cursor); mark !== undefined; mark = nextMark(cursor)) {
    if (mark === "\r") {
      addLiteral(text.slice(start, cursor.position) + neutralize(text.slice(cursor.position)));
      return resolveTrimming(parts);
    }
    if (mark.length === 3) cursor.position += 3;
    else {
      addLiteral(text.slice(start, cursor.position));
      parts.push(scanSequence(cursor));
      start = cursor.position;
    }
  }
  addLiteral(text.slice(start));
  return resolveTrimming(parts);
}

/** Moves the cursor to the next mark and returns it. */
function nextMark(cursor: Cursor): string | undefined {
  MARK.lastIndex = cursor.position;
  const mark = MARK.exec(cursor.text);
  if (mark !== null) cursor.position = mark.index;
  return mark?.[0];
}

/**
 * Text behind a lone carriage return, with the escapes that keep it text. Terraform still takes `$${` for `${`
 * there, but pairs the characters from the left: `$$${` stays as it is.
 */
function neutralize(text: string): string {
  return escapeTemplate(
    text.replace(/(\$+|%+)\{/g, (run: string, sigils: string) =>
      sigils.length % 2 === 0 ? run.slice(1) : run,
    ),
  );
}

/** Reads one `${...}` or `%{...}`; the cursor is at its first character and ends behind its last. */
export function scanSequence(cursor: Cursor): Sequence {
  const start = cursor.position;
  const sigil = cursor.text[start] === "%" ? "%" : "$";
  const trimsBefore = cursor.text[start + 2] === "~";
  cursor.position += trimsBefore ? 3 : 2;
  const tokens = scanExpression(cursor, start);
  if (tokens.length === 0)
    throw new TemplateError(`"${excerpt(cursor.text.slice(start))}" holds no expression`);
  const trimsAfter = cursor.text[cursor.position] === "~";
  cursor.position += trimsAfter ? 2 : 1;
  return { kind: "sequence", sigil, trimsBefore, trimsAfter, tokens };
}

/** What Go's unicode.IsSpace takes for white space. */
const SPACE = "[\\t\\n\\v\\f\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";
export const LEADING_SPACE = new RegExp(`^${SPACE}+`);
const TRAILING_SPACE = new RegExp(`${SPACE}+$`);
/**
 * The pieces that Terraform's scanner cuts unquoted text into: lines, but a line end stands alone behind a "$" or
 * "%" and one space, and a lone carriage return takes all the rest.
 */
export const LINES = /[^\r\n]*[$%](?:[ \t\v\f](?=\r?\n)|\r(?=\n))|[^\r\n]*\r?\n|[^\r\n]+|\r[^]*/g;

/**
 * Carries out `~` here. In a JSON string it trims up to the next end of line only, in a quoted string all white
 * space: a marker that was kept would mean something else.
 */
function resolveTrimming(parts: Part[]): Part[] {
  if (!parts.some((part) => part.kind === "sequence" && (part.trimsBefore || part.trimsAfter))) return parts;
  const trimmed = parts.map((part, index) =>
    part.kind === "literal" ? trimLiteral(part, parts[index - 1], parts[index + 1]) : undefined,
  );
  return parts.map((part, index) => {
    if (part.kind === "literal") return { ...part, text: trimmed[index]?.text ?? part.text };
    const trimsBefore = part.trimsBefore && trimmed[index - 1]?.markerAfter === true;
    const trimsAfter = part.trimsAfter && trimmed[index + 1]?.markerBefore === true;
    return { ...part, trimsBefore, trimsAfter };
  });
}

/** A text after trimming, and whether the `~` before and after it must stay. */
interface TrimmedText {
  readonly text: string;
  readonly markerBefore?: boolean;
  readonly markerAfter?: boolean;
}

function trimLiteral({ text }: Literal, before: Part | undefined, after: Part | undefined): TrimmedText {
  const lines = text.match(LINES) ?? [];
  const last = lines.length - 1;
  if (before?.kind === "sequence" && before.trimsAfter)
    lines[0] = (lines[0] ?? "").replace(LEADING_SPACE, "");
  if (after?.kind !== "sequence" || !after.trimsBefore) return keepText(lines.join(""), text);
  lines[last] = (lines[last] ?? "").replace(TRAILING_SPACE, "");
  const trimmed = lines.join("");
  // Without a space between them "$" and "${" would be the escape "$${".
  if (trimmed.endsWith(after.sigil)) return { text: `${trimmed} `, markerAfter: true };
  return keepText(trimmed, text);
}

/** An empty text still makes the template a string: where nothing is left, text and markers stay. */
function keepText(trimmed: string, text: string): TrimmedText {
  return trimmed === "" ? { text, markerBefore: true, markerAfter: true } : { text: trimmed };
}
