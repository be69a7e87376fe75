/** What Terraform will do to one resource. A replacement is both a `create` and a `delete`. */
export type PlannedChange = "create" | "update" | "delete";

/** One change of one resource, from a plan or from a configuration of which nothing exists yet. */
export interface PlannedResource {
  /** `aws_vpc.website_network_vpc` */
  readonly address: string;
  readonly type: string;
  readonly change: PlannedChange;
  /** Undefined where the provider decides by something that is not in the plan. */
  readonly region: string | undefined;
  /** Its arguments, and once it exists its attributes, as far as they are known; references to other resources are not. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Of an update: what they are now. */
  readonly before?: Readonly<Record<string, unknown>>;
}

/** What would be changed in a cell. */
export interface PlannedCell {
  /** Where it was read from: a plan; a configuration and what its state has already; or one as if nothing of it existed. */
  readonly source: "plan" | "configuration and state" | "configuration";
  readonly resources: readonly PlannedResource[];
}

type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Stands for a value that is known after the apply, as a reference does in a configuration. */
export const COMPUTED = "${known after apply}";

/** An argument that is a known text. */
export function textOf(values: Fields, name: string): string | undefined {
  const value = values[name];
  return typeof value === "string" && value !== "" && !value.includes("${") ? value : undefined;
}

/** An argument that is a known number; JSON of a configuration may have it as text. */
export function numberOf(values: Fields, name: string): number | undefined {
  const value = values[name];
  const number = typeof value === "string" && value !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}

/** Blocks of an argument: Terraform writes one as itself, or as a list. */
export function blocksOf(values: Fields, name: string): readonly Fields[] {
  const value = values[name];
  return (Array.isArray(value) ? (value as unknown[]) : [value]).filter(isFields);
}
