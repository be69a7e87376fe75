import { UserError } from "@tagform/outcome";

/** One resource of a plan, as far as Tagform reads it. Values are left out: they may be secrets. */
export interface PlannedChange {
  readonly address: string;
  readonly type: string;
  /** Address it had, when it is moved. */
  readonly previousAddress?: string;
  readonly actions: readonly string[];
  readonly imported: boolean;
}

/** `terraform show -json` of a saved plan, as far as Tagform reads it. */
export interface PlanJson {
  readonly terraformVersion: string;
  readonly changes: readonly PlannedChange[];
  /** Names of the outputs that change. */
  readonly changedOutputs: readonly string[];
  readonly errored: boolean;
}

type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Read the text of `terraform show -json <plan>`.
 *
 * @throws UserError if it is no plan or of a format (other than 1.x) that may mean something else
 */
export function parsePlanJson(text: string): PlanJson {
  const plan = object(JSON.parse(text), "plan");
  const version = plan["format_version"];
  if (typeof version !== "string" || !version.startsWith("1.")) {
    throw new UserError(`plan has format version ${JSON.stringify(version)}, only 1.x can be read`);
  }
  return {
    terraformVersion: string(plan["terraform_version"], "terraform_version"),
    changes: list(plan["resource_changes"]).map(plannedChange),
    changedOutputs: Object.entries(object(plan["output_changes"] ?? {}, "output_changes"))
      .filter(([, change]) =>
        list(object(change, "output change")["actions"]).some((action) => action !== "no-op"),
      )
      .map(([name]) => name),
    errored: plan["errored"] === true,
  };
}

function plannedChange(value: unknown): PlannedChange {
  const resource = object(value, "resource_changes");
  const change = object(resource["change"], "resource change");
  const previous = resource["previous_address"];
  return {
    address: string(resource["address"], "address"),
    type: string(resource["type"], "type"),
    ...(typeof previous === "string" ? { previousAddress: previous } : {}),
    actions: list(change["actions"]).map((action) => string(action, "action")),
    imported: change["importing"] !== undefined && change["importing"] !== null,
  };
}

function object(value: unknown, name: string): JsonObject {
  if (isObject(value)) return value;
  throw new UserError(`plan is unreadable: ${name} is not an object`);
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function string(value: unknown, name: string): string {
  if (typeof value === "string") return value;
  throw new UserError(`plan is unreadable: ${name} is not a text`);
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
