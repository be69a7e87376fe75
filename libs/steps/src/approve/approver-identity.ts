import { UserError } from "@tagform/outcome";

const ASSUMED_ROLE = /^arn:[^:]+:sts::(?<account>\d{12}):assumed-role\/(?<role>[^/]+)\/(?<session>.+)$/;
/** Names of the roles that IAM Identity Center makes in an account. */
const IDENTITY_CENTER_ROLE = /^AWSReservedSSO_.+_[0-9a-f]{16}$/;
const USER = /^arn:[^:]+:iam::\d{12}:(user\/.+|root)$/;

/**
 * Who somebody is that AWS names by an ARN, so that one person has one identity.
 *
 * IAM Identity Center names a session after the person, whatever the role: that is the identity. The session name of any
 * other role is free to choose, so that all who may assume the role are one.
 *
 * @throws UserError if the ARN does not tell people apart
 */
export function approverIdentity(arn: string): string {
  if (USER.test(arn)) return arn;
  const { account, role, session } = ASSUMED_ROLE.exec(arn)?.groups ?? {};
  if (account === undefined || role === undefined || session === undefined) {
    throw new UserError(
      `approver ${JSON.stringify(arn)} cannot be told from others, allowed are sessions of IAM Identity Center, ` +
        "assumed roles and IAM users",
    );
  }
  // A person's name there is the same in all letter cases.
  return IDENTITY_CENTER_ROLE.test(role) ? session.toLowerCase() : `role ${role} of ${account}`;
}
