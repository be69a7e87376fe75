import { type PolicyDocument, statementsOf } from "./policy";
import { namingOf } from "./principal";
import { type AccessRequest, type Facts, factsOf } from "./request";
import { appliesTo } from "./statement";

/** The policies that have a say in a request. */
export interface Policies {
  /** Of the caller's role. */
  readonly identity?: readonly PolicyDocument[];
  /** Permission boundary of the caller's role. */
  readonly boundary?: PolicyDocument;
  /** Session policies of the caller's session. */
  readonly session?: readonly PolicyDocument[];
  /** Service control policies, per level from the root of the organization down to the caller's account. */
  readonly serviceControl?: readonly (readonly PolicyDocument[])[];
  /** The resource's own policy; of a role, its trust policy. */
  readonly resource?: PolicyDocument;
}

export interface Verdict {
  readonly decision: "allowed" | "denied explicitly" | "denied implicitly";
  /** What decided: ids of statements that deny, or the layers that do not allow. Empty when allowed. */
  readonly because: readonly string[];
}

/**
 * A role is assumed, and a key used, only if its own policy says so, even within one account.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies-cross-account-resource-access.html
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html
 */
const RESOURCE_DECIDES = /^(?:sts:(?:assumerole|tagsession|setsourceidentity)|kms:)/i;

/**
 * What AWS answers to a request.
 *
 * - An explicit Deny in any policy wins.
 * - Without an Allow, the answer is no.
 * - A boundary, session policies and each level of service control policies allow nothing: they must agree as well.
 * - In one account, the identity's or the resource's policy suffices; over accounts, both have to allow.
 * - A resource policy that names the account leaves it to the account's identity policies.
 *
 * Where AWS distinguishes a grant to a role from one to its session, that of a role is assumed: boundary and session
 * policies limit it.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
 *
 * @throws Error for an element, operator or principal that it does not know
 */
export function evaluate(request: AccessRequest, policies: Policies): Verdict {
  const facts = factsOf(request);
  const denying = denyingStatements(facts, policies);
  if (denying.length > 0) return { decision: "denied explicitly", because: denying };
  const missing = missingAllows(facts, policies);
  return missing.length === 0
    ? { decision: "allowed", because: [] }
    : { decision: "denied implicitly", because: missing };
}

/** Whether {@link evaluate} allows the request. */
export function isAllowed(request: AccessRequest, policies: Policies): boolean {
  return evaluate(request, policies).decision === "allowed";
}

function denyingStatements(facts: Facts, policies: Policies): string[] {
  const { identity = [], boundary, session = [], serviceControl = [], resource } = policies;
  const own = [
    ...identity,
    ...(boundary === undefined ? [] : [boundary]),
    ...session,
    ...serviceControl.flat(),
  ]
    .flatMap(statementsOf)
    .filter(({ Effect }) => Effect === "Deny");
  const ofResource = resource === undefined ? [] : statementsOf(resource);
  return [...own, ...ofResource.filter((each) => each.Effect === "Deny" && namingOf(each, facts) !== "none")]
    .filter((statement) => appliesTo(statement, facts))
    .map(({ Sid = "a statement without Sid" }) => Sid);
}

function missingAllows(facts: Facts, policies: Policies): string[] {
  const { identity = [], boundary, session = [], serviceControl = [], resource } = policies;
  const byResource = resource === undefined ? "none" : allowOfResource(resource, facts);
  if ("service" in facts.caller) return byResource === "caller" ? [] : ["resource policy"];

  const sameAccount = facts.callerAccount === facts.resourceAccount;
  const needsResource = !sameAccount || RESOURCE_DECIDES.test(facts.action);
  const needsIdentity = !(sameAccount && byResource === "caller");
  const limits = [
    ...(boundary === undefined ? [] : [{ name: "permission boundary", documents: [boundary] }]),
    ...(session.length === 0 ? [] : [{ name: "session policy", documents: session }]),
    ...serviceControl.map((documents) => ({ name: "service control policy", documents })),
  ];
  return [
    ...(needsResource && byResource === "none" ? ["resource policy"] : []),
    ...(needsIdentity && !allows(identity, facts) ? ["identity policy"] : []),
    ...limits.filter(({ documents }) => !allows(documents, facts)).map(({ name }) => name),
  ];
}

const allows = (documents: readonly PolicyDocument[], facts: Facts): boolean =>
  documents
    .flatMap(statementsOf)
    .some((statement) => statement.Effect === "Allow" && appliesTo(statement, facts));

function allowOfResource(policy: PolicyDocument, facts: Facts): "caller" | "account" | "none" {
  const namings = statementsOf(policy)
    .filter((statement) => statement.Effect === "Allow" && appliesTo(statement, facts))
    .map((statement) => namingOf(statement, facts));
  return namings.includes("caller") ? "caller" : namings.includes("account") ? "account" : "none";
}
