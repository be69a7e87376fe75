import { evaluate, type Verdict } from "./evaluate";
import type { PolicyDocument } from "./policy";
import type { AccessRequest } from "./request";

/** A role with all that decides about it. */
export interface PrincipalRole {
  readonly arn: string;
  readonly identity: readonly PolicyDocument[];
  readonly boundary: PolicyDocument | undefined;
  readonly trust: PolicyDocument;
}

/** What AWS answers to a role, with the policy of the resource where it has one. */
export function ask(
  { arn, identity, boundary }: PrincipalRole,
  request: Omit<AccessRequest, "caller">,
  resource?: PolicyDocument,
): Verdict {
  return evaluate(
    { ...request, caller: { roleArn: arn } },
    { identity, ...(boundary && { boundary }), ...(resource && { resource }) },
  );
}

export interface Session {
  readonly name: string;
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * Whether a role may assume another one. With tags that takes a second permission, on both sides.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html
 */
export function mayAssume(caller: PrincipalRole, role: PrincipalRole, { name, tags }: Session): boolean {
  const keys = Object.keys(tags);
  const context = {
    "sts:RoleSessionName": name,
    ...(keys.length > 0 && { "aws:TagKeys": keys }),
    ...Object.fromEntries(keys.map((key) => [`aws:RequestTag/${key}`, tags[key] ?? ""])),
  };
  const actions = ["sts:AssumeRole", ...(keys.length > 0 ? ["sts:TagSession"] : [])];
  return actions.every(
    (action) => ask(caller, { action, resource: role.arn, context }, role.trust).decision === "allowed",
  );
}
