/** Catalogs of what well-run infrastructure keeps to, and the sections of theirs that can be checked. */
export const SOURCES = {
  "001-A22": "Catalog 001, A22: encryption at rest and in transit",
  "001-A32": "Catalog 001, A32: the 43 checks of the Well-Architected checklist",
  "001-A36": "Catalog 001, A36: containers",
  "001-A37": "Catalog 001, A37: serverless",
  "002-05": "Catalog 002, 002-05: names of zones",
  "002-10": "Catalog 002, 002-10: retention of logs",
  "002-28": "Catalog 002, 002-28: endpoints of a VPC",
  "002-62": "Catalog 002, 002-62: no single point of failure",
  "003-A": "Catalog 003, Appendix A: machine-checkable rules",
  "004-R": "Catalog 004, section 0.2: R1 to R35",
} as const satisfies Readonly<Record<string, string>>;

export type SourceName = keyof typeof SOURCES;

/** What makes sure that a statement holds, or why nothing does. */
export type Enforcement =
  | { readonly by: "rule"; readonly ids: readonly string[] }
  | { readonly by: "checkov"; readonly ids: readonly string[] }
  /** A check that was there already: the file below the workspace, and what it does. */
  | { readonly by: "elsewhere"; readonly file: string; readonly what: string }
  /** Only a running account tells. */
  | { readonly by: "runtime"; readonly what: string }
  /** Only people tell. */
  | { readonly by: "people"; readonly what: string }
  | { readonly by: "not applicable"; readonly why: string };

/** One statement of a source. */
export interface Statement {
  /** The source's own number where it has one: `004-R1`, `003-A9.2`. */
  readonly id: string;
  readonly text: string;
  /** Several where no single one covers all of it. */
  readonly enforced: readonly Enforcement[];
}

export const rule = (...ids: string[]): Enforcement => ({ by: "rule", ids });
export const checkov = (...ids: string[]): Enforcement => ({ by: "checkov", ids });
export const elsewhere = (file: string, what: string): Enforcement => ({ by: "elsewhere", file, what });
export const runtime = (what: string): Enforcement => ({ by: "runtime", what });
export const people = (what: string): Enforcement => ({ by: "people", what });
export const notApplicable = (why: string): Enforcement => ({ by: "not applicable", why });

/** A row of an inventory. */
export const statement = (id: string, text: string, ...enforced: Enforcement[]): Statement => ({
  id,
  text,
  enforced,
});
