import { formatExpression, formatSequence, formatTemplate } from "./format-expression";
import { asHeredoc } from "./heredoc";
import { escapeTemplate, isBareKey, quotePlain } from "./quote";
import { scanBareExpression } from "./scan-expression";
import { scanTemplate } from "./scan-template";
import { holdsAssignment, soleExpression, type Template, type Token, tokensHoldAssignment } from "./template";
import { TemplateError } from "./template-error";
import { isList, isObject, type JsonObject, type JsonValue } from "./terraform-json";

/**
 * How Terraform reads the strings of a value: as templates; as plain text (where it evaluates nothing, so that
 * `${` means itself); as references and keywords, which native syntax wants without quotes; or as
 * `required_providers` does, which is plain text but for the references in `configuration_aliases`.
 */
export type Mode = "template" | "literal" | "bare" | "requirement";

/** One line `key = value`; `value` has further lines when it is a list, an object or a heredoc. */
export interface Assignment {
  readonly key: string;
  readonly value: string;
  /** Whether `terraform fmt` aligns the equals sign with its neighbors'. */
  readonly aligned: boolean;
}

const STEP = "  ";
/** A list of scalars up to this length stays on one line. */
const LONGEST_INLINE_LIST = 90;

/** The assignment of `value` to the argument `name`, whose further lines are indented by `indent`. */
export function assignArgument(name: string, value: JsonValue, mode: Mode, indent: string): Assignment {
  return assign({ text: name, aligned: true }, value, mode, indent);
}

/** Lays assignments out as lines, each with its indentation. */
export function layOut(assignments: readonly Assignment[], indent: string): string[] {
  const widths = assignments.map(({ key }) => columns(key));
  const lines: string[] = [];
  for (let start = 0; start < assignments.length;) {
    let end = start;
    while (assignments[end]?.aligned === true) end += 1;
    const width = Math.max(0, ...widths.slice(start, end));
    for (const [offset, { key, value }] of assignments.slice(start, end).entries()) {
      const padding = " ".repeat(width - (widths[start + offset] ?? 0));
      lines.push(`${indent}${key}${padding} = ${value}`);
    }
    const single = assignments[end];
    if (single !== undefined) lines.push(`${indent}${single.key} = ${single.value}`);
    start = end + 1;
  }
  return lines;
}

let graphemes: Intl.Segmenter | undefined;

/** What `terraform fmt` counts as the width of a key: its characters as a reader sees them. */
function columns(key: string): number {
  if (/^[\x20-\x7e]*$/.test(key)) return key.length;
  // Made when first needed: that takes longer than converting a stack.
  graphemes ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  return [...graphemes.segment(key)].length;
}

interface Key {
  readonly text: string;
  readonly aligned: boolean;
}

function assign(key: Key, value: JsonValue, mode: Mode, indent: string): Assignment {
  const heredoc = typeof value === "string" ? heredocOf(value, mode) : undefined;
  const text = heredoc ?? writeValue(value, mode, indent);
  const aligned = key.aligned && (heredoc !== undefined || !text.includes("\n"));
  return { key: key.text, value: text, aligned };
}

function heredocOf(value: string, mode: Mode): string | undefined {
  if (!value.endsWith("\n") || mode === "bare") return undefined;
  return asHeredoc(mode === "template" ? scanTemplate(value) : plainTemplate(value));
}

function plainTemplate(text: string): Template {
  return [{ kind: "literal", text: escapeTemplate(text) }];
}

/** A JSON value as an expression. Lines after the first are indented by `indent`. */
export function writeValue(value: JsonValue, mode: Mode, indent: string): string {
  if (typeof value === "string") return writeString(value, mode);
  if (isList(value)) return writeList(value, mode, indent);
  if (isObject(value)) return writeObject(value, mode, indent);
  return String(value);
}

function writeString(text: string, mode: Mode): string {
  switch (mode) {
    case "literal":
    case "requirement":
      return quotePlain(text);
    case "bare":
      return formatExpression(bareTokens(text));
    case "template": {
      const template = scanTemplate(text);
      const expression = soleExpression(template);
      return expression === undefined ? formatTemplate(template) : formatExpression(expression);
    }
  }
}

/** A reference or keyword; cdktf wraps some of them in `${...}`, which Terraform rejects there. */
function bareTokens(text: string): readonly Token[] {
  const plain = scanTemplate(text).map((part) => {
    if (part.kind === "literal") return part.text;
    return formatSequence({ ...part, trimsBefore: false, trimsAfter: false }).slice(2, -1);
  });
  const tokens = scanBareExpression(plain.join(""));
  if (tokens.length === 0) throw new TemplateError("the text is empty where a reference is expected");
  return tokens;
}

function writeList(items: readonly JsonValue[], mode: Mode, indent: string): string {
  if (items.length === 0) return "[]";
  const texts = items.map((item) => writeValue(item, mode, indent + STEP));
  const inline = `[${texts.join(", ")}]`;
  const isInline = inline.length <= LONGEST_INLINE_LIST && !items.some(isObject) && !inline.includes("\n");
  if (isInline) return inline;
  return ["[", ...texts.map((text) => `${indent}${STEP}${text},`), `${indent}]`].join("\n");
}

function writeObject(value: JsonObject, mode: Mode, indent: string): string {
  const entries = Object.entries(value);
  if (entries.length === 0) return "{}";
  const inner = indent + STEP;
  const assignments = entries.map(([name, item]) => {
    const itemMode = mode === "requirement" && name === "configuration_aliases" ? "bare" : mode;
    return assign(writeKey(name, mode), item, itemMode, inner);
  });
  return ["{", ...layOut(assignments, inner), `${indent}}`].join("\n");
}

function writeKey(name: string, mode: Mode): Key {
  if (isBareKey(name)) return { text: name, aligned: true };
  if (mode === "bare") return { text: formatExpression(bareTokens(name)), aligned: true };
  if (mode !== "template") return { text: quotePlain(name), aligned: true };
  const template = scanTemplate(name);
  const expression = soleExpression(template);
  if (expression === undefined)
    return { text: formatTemplate(template), aligned: !holdsAssignment(template) };
  return { text: `(${formatExpression(expression)})`, aligned: !tokensHoldAssignment(expression) };
}
