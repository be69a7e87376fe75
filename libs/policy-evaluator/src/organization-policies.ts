import type { PolicyStatement } from "./policy";
import type { Facts } from "./request";
import { appliesTo } from "./statement";
import type { Truth } from "./truth";

/**
 * Services whose resources a resource control policy limits; what it says of others has no effect.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
 */
const SUPPORTED = new Set(["s3", "sts", "kms", "sqs", "secretsmanager"]);

/** Services that AWS added later; from when on and for which actions was not confirmed when this was written. */
const PERHAPS = new Set(["ecr", "aoss", "dynamodb", "logs", "cognito-idp", "cognito-identity"]);

/** Whether a statement of a resource control policy has an effect on the request. Its principal is always everybody. */
export function effectOfResourceControl(statement: PolicyStatement, facts: Facts): Truth {
  // What allows everything is RCPFullAWSAccess, which is attached everywhere and cannot be taken away.
  const truth = appliesTo(statement, facts);
  if (statement.Effect === "Allow") return truth;
  const service = facts.action.slice(0, facts.action.indexOf(":")).toLowerCase();
  if (SUPPORTED.has(service)) return truth;
  return PERHAPS.has(service) && truth !== "no" ? "unknown" : "no";
}
