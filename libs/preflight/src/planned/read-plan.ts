import { UserError } from "@tagform/outcome";

import {
  COMPUTED,
  isFields,
  type PlannedCell,
  type PlannedChange,
  type PlannedResource,
  textOf,
} from "./planned-resource";

type Fields = Readonly<Record<string, unknown>>;

const CHANGES = new Set(["create", "update", "delete"]);

/**
 * The changes of `terraform show -json <plan>`, with their values: they may be secrets, so they go nowhere from here.
 *
 * @throws UserError if it is no plan, or of a format (other than 1.x) that may mean something else
 */
export function readPlan(text: string): PlannedCell {
  const plan = parse(text);
  const version = plan["format_version"];
  if (typeof version !== "string" || !version.startsWith("1.")) {
    throw new UserError(
      `no plan of Terraform: format_version is ${JSON.stringify(version)}, only 1.x can be read; ` +
        "make one with: terraform show -json <plan>",
    );
  }
  const changes = listOf(plan["resource_changes"]).filter(({ mode }) => mode === "managed");
  const region = providerRegion(plan);
  return { source: "plan", resources: changes.flatMap((change) => plannedResources(change, region)) };
}

function plannedResources(resource: Fields, region: string | undefined): PlannedResource[] {
  const change = isFields(resource["change"]) ? resource["change"] : {};
  const actions = Array.isArray(change["actions"]) ? (change["actions"] as unknown[]) : [];
  const changes = actions.filter((action): action is PlannedChange => CHANGES.has(String(action)));
  const before = isFields(change["before"]) ? change["before"] : {};
  const after = {
    ...(isFields(change["after"]) ? change["after"] : {}),
    ...unknownOf(change["after_unknown"]),
  };
  return changes.map((one) => {
    // What exists has its ARN before.
    const values = one === "delete" ? before : one === "update" ? { ...before, ...after } : after;
    return {
      address: String(resource["address"]),
      type: String(resource["type"]),
      change: one,
      region: textOf(values, "region") ?? region,
      values,
      ...(one === "update" && { before }),
    };
  });
}

/** Arguments that are known after the apply: given, with a value that nobody knows. */
function unknownOf(value: unknown): Fields {
  const names = isFields(value) ? Object.keys(value).filter((name) => value[name] === true) : [];
  return Object.fromEntries(names.map((name) => [name, COMPUTED]));
}

/** Of the provider without an alias, where it is written down and not computed. */
function providerRegion(plan: Fields): string | undefined {
  let value: unknown = plan["configuration"];
  for (const key of ["provider_config", "aws", "expressions", "region", "constant_value"]) {
    value = isFields(value) ? value[key] : undefined;
  }
  return typeof value === "string" ? value : undefined;
}

function parse(text: string): Fields {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new UserError("no plan of Terraform: the file is no JSON", { cause });
  }
  if (isFields(value)) return value;
  throw new UserError("no plan of Terraform: the file holds no JSON object");
}

const listOf = (value: unknown): Fields[] =>
  Array.isArray(value) ? (value as unknown[]).filter(isFields) : [];
