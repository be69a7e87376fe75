import { quoteLiteral } from "./quote";
import { type Cursor, LEADING_SPACE, LINES, scanTemplate } from "./scan-template";
import type { Part, Template, Text } from "./template";
import { excerpt, TemplateError } from "./template-error";

/** Reads a heredoc inside an expression, behind its `header` (`<<EOF` and the line end), as a quoted string. */
export function scanHeredoc(cursor: Cursor, header: string): Text {
  const marker = header.replace(/^<<-?/, "").trim();
  const lines = cursor.text.slice(cursor.position).split("\n");
  const end = lines.findIndex((line) => line.trim() === marker);
  if (end === -1) throw new TemplateError(`"${excerpt(header)}" has no line "${marker}" that ends it`);
  const content = lines.slice(0, end).map((line) => `${line}\n`);
  cursor.position += content.join("").length + (lines[end] ?? "").trimEnd().length;
  const template = scanTemplate(content.join(""));
  return {
    kind: "string",
    template: quoteLiterals(header.startsWith("<<-") ? unindent(template) : template),
  };
}

function quoteLiterals(template: Template): Template {
  return template.map((part) =>
    part.kind === "literal" ? { ...part, text: quoteLiteral(part.text) } : part,
  );
}

/** Removes the indentation that all lines share, as `<<-` does; lines of white space do not count. */
function unindent(template: Template): Template {
  const pieces = template.flatMap(splitLines);
  const starts = pieces.map((_, index) => index === 0 || endsLine(pieces[index - 1]));
  const indented = pieces.map((piece, index) => starts[index] === true && !isBlankLine(piece));
  const shared = Math.min(...pieces.filter((_, index) => indented[index]).map(indentation));
  return pieces.map((piece, index) =>
    indented[index] === true && piece.kind === "literal"
      ? { ...piece, text: piece.text.slice(shared) }
      : piece,
  );
}

function splitLines(part: Part): Part[] {
  if (part.kind === "sequence") return [part];
  return (part.text.match(LINES) ?? []).map((text) => ({ kind: "literal", text }));
}

function endsLine(piece: Part | undefined): boolean {
  return piece?.kind === "literal" && piece.text.endsWith("\n");
}

function isBlankLine(piece: Part): boolean {
  return endsLine(piece) && piece.kind === "literal" && piece.text.replace(LEADING_SPACE, "") === "";
}

function indentation(piece: Part): number {
  return piece.kind === "literal" ? (LEADING_SPACE.exec(piece.text)?.[0].length ?? 0) : 0;
}
