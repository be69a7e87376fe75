/** What `terraform plan -json` says of imports, one event per line. */
export interface ProbedImports {
  /** Addresses whose import found nothing. */
  readonly missing: ReadonlySet<string>;
  /** What else went wrong; without an address when terraform names none. */
  readonly errors: readonly { readonly address?: string; readonly message: string }[];
}

interface Diagnostic {
  readonly severity: string;
  readonly summary: string;
  readonly detail: string;
  readonly address?: string;
}

const NOTHING_THERE = "Cannot import non-existent remote object";
const QUOTED_ADDRESS = /to "([^"]+)"/;

export function probedImports(output: string): ProbedImports {
  const errors = diagnosticsIn(output).filter(({ severity }) => severity === "error");
  const missing = errors.filter(({ summary }) => summary === NOTHING_THERE);
  return {
    missing: new Set(missing.flatMap(({ detail }) => QUOTED_ADDRESS.exec(detail)?.[1] ?? [])),
    errors: errors
      .filter((error) => !missing.includes(error))
      .map(({ summary, detail, address }) => ({
        ...(address === undefined ? {} : { address }),
        message: detail === "" ? summary : `${summary}: ${detail}`.replaceAll(/\s+/g, " ").trim(),
      })),
  };
}

function diagnosticsIn(output: string): Diagnostic[] {
  return output
    .split("\n")
    .filter((line) => line.includes('"type":"diagnostic"'))
    .map((line) => (JSON.parse(line) as { diagnostic: Diagnostic }).diagnostic);
}
