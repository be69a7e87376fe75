import type { AccessRequest, ContextValue } from "@tagform/policy-evaluator";

import { blocksOf, isFields, type PlannedResource, textOf } from "../planned/planned-resource";
import { actionsOf, type KnownType } from "./actions/table";
import type { NeededAction } from "./actions/type-actions";

/** As whom and where a cell's changes are made. */
export interface ChangingRole {
  /** ARN of the role in the cell's account. */
  readonly roleArn: string;
  readonly accountId: string;
  readonly partition: string;
  /** `o-a1b2c3d4e5` */
  readonly organizationId: string;
  /** Tags of the session, as far as they are known. */
  readonly sessionTags: Readonly<Record<string, string>>;
}

/** A request that a change needs; without `sure` it is made with some arguments or for some changes only. */
export interface NeededRequest {
  readonly request: AccessRequest;
  readonly sure: boolean;
}

/** Only services that call for somebody, or requests that pass through one, have these. */
const ABSENT = [
  ...["aws:SourceArn", "aws:SourceAccount", "aws:SourceOrgID", "aws:SourceOrgPaths", "aws:CalledVia"],
  ...["aws:CalledViaFirst", "aws:CalledViaLast", "aws:PrincipalServiceName", "aws:PrincipalServiceNamesList"],
  ...["aws:FederatedProvider", "aws:Ec2InstanceSourceVpc", "aws:Ec2InstanceSourcePrivateIPv4"],
];

/** Roles that a cell makes: by name, and as others of the cell refer to them. */
export type CellRoles = ReadonlyMap<
  string,
  { readonly name: string | undefined; readonly boundary: string | undefined }
>;

/**
 * The requests by which Terraform's provider makes a change, each with what is known of it.
 *
 * @param roles that the same cell makes
 * @returns undefined for a type whose actions are not known
 */
export function neededRequests(
  resource: PlannedResource,
  role: ChangingRole,
  roles: CellRoles,
): NeededRequest[] | undefined {
  const known = actionsOf(resource.type);
  if (known === undefined) return undefined;
  const { change, values } = resource;
  // Which action an update takes depends on the argument that changes.
  const isSure = change !== "update" || known.update.length === 1;
  const some = change === "create" ? (known.createWithSome ?? []) : [];
  const all = [
    ...known[change].map((needed) => ({ needed, sure: isSure })),
    ...some.map((needed) => ({ needed, sure: false })),
  ];
  return all.flatMap(({ needed, sure }) => {
    const argument = typeof needed === "string" ? undefined : needed[2];
    if (argument !== undefined && isUnset(argumentOf(values, argument))) return [];
    return [
      { request: requestOf(needed, known, resource, role, roles), sure: sure || argument !== undefined },
    ];
  });
}

/** An argument, or one of a block: `target.role_arn`. */
function argumentOf(values: PlannedResource["values"], path: string): unknown {
  const [name = "", inner] = path.split(".");
  return inner === undefined ? values[name] : blocksOf(values, name)[0]?.[inner];
}

const isUnset = (value: unknown): boolean =>
  value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);

/** Roles by their names, and as `${aws_iam_role.id.name}`, which others refer to. */
export function rolesOf(resources: readonly PlannedResource[]): CellRoles {
  const found = new Map<string, { name: string | undefined; boundary: string | undefined }>();
  for (const { type, address, values } of resources) {
    if (type !== "aws_iam_role") continue;
    const name = textOf(values, "name");
    const role = { name, boundary: textOf(values, "permissions_boundary") };
    if (name !== undefined) found.set(name, role);
    for (const attribute of ["name", "id", "arn"]) found.set(`\${${address}.${attribute}}`, role);
  }
  return found;
}

function requestOf(
  needed: NeededAction,
  known: KnownType,
  resource: PlannedResource,
  role: ChangingRole,
  roles: CellRoles,
): AccessRequest {
  const [action] = typeof needed === "string" ? [needed] : needed;
  const arn = arnOf(needed, known, resource, role, roles);
  const boundary = boundaryOf(resource, roles);
  const absentKeys = boundary === "none" ? [...ABSENT, "iam:PermissionsBoundary"] : ABSENT;
  return {
    caller: { roleArn: role.roleArn, tags: role.sessionTags },
    action,
    resource: arn,
    // Also where the ARN names none, as those of buckets.
    resourceAccount: role.accountId,
    context: {
      ...regionOf(action, known, resource),
      "aws:PrincipalOrgID": role.organizationId,
      "aws:ResourceOrgID": role.organizationId,
      "aws:PrincipalType": "AssumedRole",
      "aws:SecureTransport": "true",
      "aws:ViaAWSService": "false",
      ...requestedTags(resource),
      ...(boundary === "none" || boundary === undefined ? {} : { "iam:PermissionsBoundary": boundary }),
    },
    open: { resource: arn.includes("*") && arn !== "*", absentKeys },
  };
}

function arnOf(
  needed: NeededAction,
  known: KnownType,
  resource: PlannedResource,
  role: ChangingRole,
  roles: CellRoles,
): string {
  if (typeof needed === "string") {
    return textOf(resource.values, "arn") ?? fill(known.arn, resource, role, roles);
  }
  const [, template, argument] = needed;
  const value = argument === undefined ? undefined : argumentOf(resource.values, argument);
  const made = roles.get(String(value))?.name;
  if (made !== undefined) return fill(template.replace(/[^/]*$/, made), resource, role, roles);
  return typeof value === "string" && /^arn:[^$]*$/.test(value)
    ? value
    : fill(template, resource, role, roles);
}

/** IAM, to which other services' changes pass roles, is called in one Region. */
function regionOf(action: string, known: KnownType, resource: PlannedResource): Record<string, string> {
  const region = action.startsWith("iam:") ? "us-east-1" : (known.requestedRegion ?? resource.region);
  return region === undefined ? {} : { "aws:RequestedRegion": region };
}

function fill(
  template: string,
  { values, region }: PlannedResource,
  { partition, accountId }: ChangingRole,
  roles: CellRoles,
): string {
  const facts: Readonly<Record<string, string>> = { partition, account: accountId, region: region ?? "*" };
  const argument = (name: string): string =>
    facts[name] ?? textOf(values, name) ?? roles.get(String(values[name]))?.name ?? "*";
  return template.replace(/\{(\w+)\}/g, (_all, name: string) => argument(name));
}

/** Boundary of the role that a change is about: its ARN, `none`, or undefined if it is not known. */
function boundaryOf({ type, values }: PlannedResource, roles: CellRoles): string | undefined {
  if (type !== "aws_iam_role") return roles.get(String(values["role"]))?.boundary;
  return isUnset(values["permissions_boundary"]) ? "none" : textOf(values, "permissions_boundary");
}

/** Tags of the request, as far as they are known. */
function requestedTags({ change, values }: PlannedResource): Record<string, ContextValue> {
  const tags = isFields(values["tags_all"]) ? values["tags_all"] : undefined;
  if (change !== "create" || tags === undefined) return {};
  const known = Object.keys(tags).filter((key) => textOf(tags, key) !== undefined);
  return Object.fromEntries(known.map((key) => [`aws:RequestTag/${key}`, String(tags[key])]));
}
