import { nearest, quote, REGION_CODES } from "@tagform/deployment";
import { check, type Issue } from "@tagform/outcome";

import { type CatalogControl, catalogControl, CONTROL_CATALOG } from "./control-catalog";
import { type GuardedOrganization, ROOT } from "./guarded-organization";
import type { ControlParameters, EnabledControl } from "./unit-guardrails";

/** Identifiers that AWS's pages had and have no more, and what took their place. */
const RENAMED: Readonly<Record<string, string>> = {
  "AWS-GR_ENSURE_CLOUDTRAIL_ENABLED_ON_SHARED_ACCOUNTS":
    "AWS-GR_DETECT_CLOUDTRAIL_ENABLED_ON_SHARED_ACCOUNTS",
  "AWS-GR_ENSURE_CLOUDTRAIL_ENABLED_ON_MEMBER_ACCOUNTS":
    "AWS-GR_DETECT_CLOUDTRAIL_ENABLED_ON_MEMBER_ACCOUNTS",
  "CT.S3.PR.7": "CT.S3.PR.10",
  GRREGIONDENY: "CT.MULTISERVICE.PV.1",
  CTMULTISERVICEPV1: "CT.MULTISERVICE.PV.1",
};
const GLOBAL_ID = /^[a-z0-9]{20,30}$/;
const PRINCIPAL = /^arn:(?:\*|aws[a-z-]*):(?:iam|sts)::(?:\*|\d{12}):.+$/;

/** The issues of the controls of one unit. */
export function checkControls(
  path: string,
  unit: string,
  controls: Readonly<Record<string, EnabledControl>>,
  organization: Pick<GuardedOrganization, "units" | "governedRegions">,
): Issue[] {
  const named = Object.entries(controls);
  if (named.length > 0 && unit === ROOT) {
    return [
      { path, message: "Control Tower enables controls on units, not on the root: move them to units" },
    ];
  }
  if (named.length > 0 && !(organization.units[unit]?.registered ?? false)) {
    return [{ path, message: "Control Tower does not govern this unit: register it first, or use policies" }];
  }
  return named.flatMap(([id, enabled]) => checkControl(`${path}.${id}`, id, enabled, organization));
}

function checkControl(
  path: string,
  id: string,
  enabled: EnabledControl,
  { governedRegions }: Pick<GuardedOrganization, "governedRegions">,
): Issue[] {
  const control = catalogControl(id);
  if (control === undefined) return [{ path, message: unknownControl(id) }];
  if (control.unchangeable !== undefined) {
    return [{ path, message: `the API of Control Tower cannot change it: ${control.unchangeable}` }];
  }
  return [
    ...check(
      enabled.reason.trim() !== "",
      `${path}.reason`,
      "must say why it is enabled here, got an empty text",
    ),
    ...checkGlobalId(path, enabled, control),
    ...checkParameters(`${path}.parameters`, control, enabled.parameters ?? {}, governedRegions),
  ];
}

function checkGlobalId(path: string, { globalId }: EnabledControl, control: CatalogControl): Issue[] {
  const place = `${path}.globalId`;
  if (globalId === undefined) {
    const message =
      "is missing, and the catalog does not know it: take the last part of its ARN from aws controlcatalog list-controls";
    return check(control.globalId !== undefined, place, message);
  }
  if (control.globalId !== undefined && control.globalId !== globalId) {
    const message = `is ${quote(globalId)}, but the catalog has ${quote(control.globalId)}: leave it out, or correct the catalog`;
    return [{ path: place, message }];
  }
  const message = `must be the last part of an ARN such as arn:aws:controlcatalog:::control/k4izcjxhukijhajp6ks5mjxk, got ${quote(globalId)}`;
  return check(GLOBAL_ID.test(globalId), place, message);
}

function checkParameters(
  path: string,
  control: CatalogControl,
  given: ControlParameters,
  governedRegions: readonly string[],
): Issue[] {
  const taken = control.parameters ?? {};
  const missing = Object.entries(taken).filter(([name, need]) => need === "mandatory" && !(name in given));
  const none = Object.keys(taken).length === 0 ? "none" : Object.keys(taken).join(", ");
  return [
    ...missing.map(([name]) => ({ path: `${path}.${name}`, message: "is missing: the control needs it" })),
    ...valuesOf(given).flatMap(([name, value]) =>
      name in taken
        ? checkParameter(`${path}.${name}`, name, value, governedRegions)
        : [{ path: `${path}.${name}`, message: `the control takes ${none}: remove it` }],
    ),
  ];
}

/** An interface has no index signature: its values would be of any type. */
const valuesOf = (given: ControlParameters): [string, readonly string[] | boolean][] =>
  Object.entries({ ...given });

function checkParameter(
  path: string,
  name: string,
  value: readonly string[] | boolean,
  governedRegions: readonly string[],
): Issue[] {
  if (typeof value === "boolean") return [];
  if (value.length === 0) return [{ path, message: "names nothing: leave it out, or name something" }];
  const allowed: Readonly<Record<string, (text: string) => string | undefined>> = {
    AllowedRegions: (region) =>
      governedRegions.includes(region)
        ? undefined
        : `must be among the governed Regions ${governedRegions.join(", ")}`,
    ExemptedPrincipalArns: (arn) =>
      PRINCIPAL.test(arn) ? undefined : "must be an ARN of IAM or STS such as arn:aws:iam::*:role/Auditor",
  };
  return value.flatMap((text, index) => {
    const problem = allowed[name]?.(text);
    return problem === undefined
      ? []
      : [{ path: `${path}.${index}`, message: `${problem}, got ${quote(text)}` }];
  });
}

/** Also for ARNs: of a Region, which Control Tower calls legacy, or a global one. */
function unknownControl(id: string): string {
  const opaque = id.slice(id.lastIndexOf("/") + 1);
  const byGlobalId = [...CONTROL_CATALOG].find(([, control]) => control.globalId === opaque)?.[0];
  const instead =
    RENAMED[opaque] ?? byGlobalId ?? (catalogControl(opaque) === undefined ? undefined : opaque);
  if (instead !== undefined) return `is a legacy identifier: name the control ${quote(instead)}`;
  if (id.startsWith("arn:") || REGION_CODES.some((region) => id.includes(region))) {
    return "is an ARN: name the control by its identifier, such as AWS-GR_ENCRYPTED_VOLUMES or CT.EC2.PV.3";
  }
  const meant = nearest(
    id,
    [...CONTROL_CATALOG.keys()].map((known) => known.toLowerCase()),
  )?.toUpperCase();
  const hint = meant === undefined ? "" : `, did you mean ${quote(meant)}?`;
  const where = "add it to libs/landing-zone/guardrails/src/controls with its page and its global identifier";
  return `is no control of the catalog${hint}: ${where}`;
}
