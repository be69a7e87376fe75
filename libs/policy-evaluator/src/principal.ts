import { listOf, type PolicyStatement, type PrincipalBlock } from "./policy";
import type { Facts } from "./request";

/**
 * How a resource policy names the caller: itself, or everybody of its account to whom that account allows it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export type Naming = "caller" | "account" | "none";

export function namingOf({ Principal, NotPrincipal }: PolicyStatement, facts: Facts): Naming {
  // Everybody but those: a role has to be named itself, its account does not free it.
  if (NotPrincipal !== undefined) return namingBy(NotPrincipal, facts) === "caller" ? "none" : "caller";
  return namingBy(Principal, facts);
}

function namingBy(principal: PrincipalBlock | undefined, facts: Facts): Naming {
  if (principal === undefined) throw new Error("a statement of a resource policy has no Principal");
  if (principal === "*") return "caller";
  const { caller, callerAccount } = facts;
  if ("service" in caller) return listOf(principal.Service).includes(caller.service) ? "caller" : "none";
  const named = listOf(principal.AWS);
  if (named.includes("*") || named.includes(caller.roleArn)) return "caller";
  const isAccount = (text: string): boolean =>
    text === callerAccount || /^arn:[^:]+:iam::(\d{12}):root$/.exec(text)?.[1] === callerAccount;
  return callerAccount !== undefined && named.some(isAccount) ? "account" : "none";
}
