import { UserError } from "@tagform/outcome";
import { type ToolFinding } from "@tagform/toolchain";

export interface ValidateResult {
  readonly findings: readonly ToolFinding[];
  /** Warnings: what is deprecated today is no reason not to deploy. */
  readonly notes: readonly string[];
}

interface Diagnostic {
  readonly severity: string;
  readonly summary: string;
  readonly detail: string;
  readonly file: string | undefined;
  readonly line: number;
  readonly endLine: number;
}

/**
 * Read the output of `terraform validate -json`.
 *
 * @throws UserError if it is not what terraform prints, or says neither valid nor what is wrong
 */
export function parseValidate(text: string, file: string): ValidateResult {
  const output = parseObject(text);
  const { valid, diagnostics } = output;
  if (typeof valid !== "boolean" || !Array.isArray(diagnostics)) throw unexpected(text);
  const all = diagnostics.map((diagnostic) => parseDiagnostic(diagnostic, text));
  const errors = all.filter(({ severity }) => severity === "error");
  if (valid !== (errors.length === 0)) throw unexpected(text);
  return {
    findings: errors.map((error) => toFinding(error, file)),
    notes: all
      .filter(({ severity }) => severity !== "error")
      .map((warning) => `warning: ${sentence(warning)}`),
  };
}

function toFinding(diagnostic: Diagnostic, file: string): ToolFinding {
  return {
    rule: "terraform_validate",
    severity: "error",
    message: sentence(diagnostic),
    file: diagnostic.file ?? file,
    line: diagnostic.line,
    endLine: diagnostic.endLine,
  };
}

const sentence = ({ summary, detail }: Diagnostic): string =>
  detail === "" ? summary : `${summary}: ${detail}`;

function parseDiagnostic(value: unknown, text: string): Diagnostic {
  const { severity, summary, detail, range } = asObject(value, text);
  if (typeof severity !== "string" || typeof summary !== "string") throw unexpected(text);
  const place = range === undefined || range === null ? {} : asObject(range, text);
  const line = lineOf(place["start"]) ?? 1;
  return {
    severity,
    summary,
    detail: typeof detail === "string" ? detail : "",
    file: typeof place["filename"] === "string" ? place["filename"] : undefined,
    line,
    endLine: Math.max(line, lineOf(place["end"]) ?? line),
  };
}

function lineOf(position: unknown): number | undefined {
  if (typeof position !== "object" || position === null || !("line" in position)) return undefined;
  return typeof position.line === "number" ? Math.max(1, position.line) : undefined;
}

function parseObject(text: string): Readonly<Record<string, unknown>> {
  try {
    return asObject(JSON.parse(text), text);
  } catch {
    throw unexpected(text);
  }
}

function asObject(value: unknown, text: string): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw unexpected(text);
  return { ...value };
}

function unexpected(text: string): UserError {
  return new UserError(`terraform validate printed what it should not: ${text.trim().slice(0, 300)}`);
}
