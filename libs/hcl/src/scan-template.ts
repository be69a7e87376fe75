import { scanExpression } from "./scan-expression";
import type { Literal, Part, Sequence, Template } from "./template";
import { excerpt, TemplateError } from "./template-error";

/** Where a scan stands: the scanners move `position` on. */
export interface Cursor {
  readonly text: string;
  position: number;
}

/** What starts a sequence, or only looks like it: the escapes `$${` and `%%{` stand for `${` and `%{`. */
const MARK = /\$\$\{|%%\{|[$%]\{/g;

/**
 * Reads the content of a JSON string as Terraform does: text with `${...}` and `%{...}`.
 * Throws a TemplateError when a sequence does not end.
 */
export function scanTemplate(text: string): Template {
  if (!text.includes("{")) return text === "" ? [] : [{ kind: "literal", text }];
  const cursor: Cursor = { text, position: 0 };
  const parts: Part[] = [];
  let start = 0;
  for (;;) {
    MARK.lastIndex = cursor.position;
    const mark = MARK.exec(text);
    if (mark === null) break;
    cursor.position = mark.index;
    if (mark[0].length === 3) {
      cursor.position += 3;
      continue;
    }
    if (mark.index > start) parts.push({ kind: "literal", text: text.slice(start, mark.index) });
    parts.push(scanSequence(cursor));
    start = cursor.position;
  }
  if (start < text.length) parts.push({ kind: "literal", text: text.slice(start) });
  return resolveTrimming(parts);
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
/** The pieces that Terraform's scanner cuts unquoted text into. */
export const LINES = /[^\r\n]*\r?\n|[^\r\n]+|\r/g;

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
