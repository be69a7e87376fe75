import type { AccessRequest, ContextValue } from "@tagform/policy-evaluator";

import { isFields, type PlannedResource, textOf } from "../planned/planned-resource";
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

/**
 * The requests by which Terraform's provider makes a change, each with what is known of it.
 *
 * @param boundaries permissions boundary of roles that the same cell makes, by name and by reference
 * @returns undefined for a type whose actions are not known
 */
export function neededRequests(
  resource: PlannedResource,
  role: ChangingRole,
  boundaries: ReadonlyMap<string, string>,
): NeededRequest[] | undefined {
  const known = actionsOf(resource.type);
  if (known === undefined) return undefined;
  const { change } = resource;
  const request = (action: NeededAction): AccessRequest =>
    requestOf(action, known, resource, role, boundaries);
  // Which action an update takes depends on the argument that changes.
  const isSure = change !== "update" || known.update.length === 1;
  const some = change === "create" ? (known.createWithSome ?? []) : [];
  return [
    ...known[change].map((action) => ({ request: request(action), sure: isSure })),
    ...some.map((action) => ({ request: request(action), sure: false })),
  ];
}

/** Boundaries of the roles that a cell makes: by their names, and as `${aws_iam_role.id.name}`, which others refer to. */
export function boundariesOf(resources: readonly PlannedResource[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const { type, address, values } of resources) {
    const boundary = textOf(values, "permissions_boundary");
    if (type !== "aws_iam_role" || boundary === undefined) continue;
    const name = textOf(values, "name");
    if (name !== undefined) found.set(name, boundary);
    for (const attribute of ["name", "id"]) found.set(`\${${address}.${attribute}}`, boundary);
  }
  return found;
}

function requestOf(
  needed: NeededAction,
  known: KnownType,
  resource: PlannedResource,
  role: ChangingRole,
  boundaries: ReadonlyMap<string, string>,
): AccessRequest {
  const [action, other] = typeof needed === "string" ? [needed] : needed;
  const exact = textOf(resource.values, "arn");
  const arn = other === undefined && exact !== undefined ? exact : fill(other ?? known.arn, resource, role);
  const boundary = boundaryOf(resource, boundaries);
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

/** IAM, to which other services' changes pass roles, is called in one Region. */
function regionOf(action: string, known: KnownType, resource: PlannedResource): Record<string, string> {
  const region = action.startsWith("iam:") ? "us-east-1" : (known.requestedRegion ?? resource.region);
  return region === undefined ? {} : { "aws:RequestedRegion": region };
}

function fill(template: string, { values, region }: PlannedResource, role: ChangingRole): string {
  const { partition, accountId: account } = role;
  const facts: Readonly<Record<string, string>> = { partition, account, region: region ?? "*" };
  return template.replace(/\{(\w+)\}/g, (_all, name: string) => facts[name] ?? textOf(values, name) ?? "*");
}

/** Boundary of the role that a change is about: its ARN, `none`, or undefined if it is not known. */
function boundaryOf(
  { type, values }: PlannedResource,
  boundaries: ReadonlyMap<string, string>,
): string | undefined {
  if (type === "aws_iam_role") {
    const value = values["permissions_boundary"];
    return value === undefined || value === null || value === ""
      ? "none"
      : textOf(values, "permissions_boundary");
  }
  return boundaries.get(String(values["role"]));
}

/** Tags of the request: sure only where all of them are, so none where one is computed. */
function requestedTags({ change, values }: PlannedResource): Record<string, ContextValue> {
  const tags = isFields(values["tags_all"]) ? values["tags_all"] : undefined;
  if (change !== "create" || tags === undefined) return {};
  const known = Object.entries(tags).filter(
    (pair): pair is [string, string] => textOf(tags, pair[0]) !== undefined,
  );
  return Object.fromEntries(known.map(([key, value]) => [`aws:RequestTag/${key}`, value]));
}
