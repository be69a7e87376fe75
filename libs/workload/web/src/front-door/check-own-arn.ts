import type { Place } from "@tagform/config";
import { quote } from "@tagform/deployment";
import { check, type Issue } from "@tagform/outcome";

/** A kind of ARN that a load balancer takes from its own Region and account only. */
interface OwnArn {
  /** With an article. */
  readonly what: string;
  /** Has the groups `region` and `account`. */
  readonly pattern: RegExp;
}

export const CERTIFICATE: OwnArn = {
  what: "an ACM certificate",
  pattern: /^arn:aws[a-z-]*:acm:(?<region>[a-z0-9-]+):(?<account>\d{12}):certificate\/[0-9a-f-]+$/,
};

export const WEB_ACL: OwnArn = {
  what: "a regional web ACL, not one of CloudFront's",
  pattern:
    /^arn:aws[a-z-]*:wafv2:(?<region>[a-z0-9-]+):(?<account>\d{12}):regional\/webacl\/[\w-]+\/[0-9a-f-]+$/,
};

export function checkOwnArn(path: string, arn: string, { what, pattern }: OwnArn, place: Place): Issue[] {
  const found = pattern.exec(arn)?.groups;
  if (found === undefined) return check(false, path, `must be the ARN of ${what}, got ${quote(arn)}`);
  const { region, account } = found;
  return [
    ...check(region === place.scope, path, `must be in the cell's own Region ${place.scope}, got ${region}`),
    ...check(
      account === place.accountId,
      path,
      `must be in the cell's own account ${place.accountId}, got ${account}`,
    ),
  ];
}
