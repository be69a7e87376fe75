import { judge, type NamedPolicy } from "./judge";
import type { PolicyDocument } from "./policy";
import type { AccessRequest } from "./request";

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
  const { answer, because } = judge(request, named(policies));
  if (answer === "allowed") return { decision: "allowed", because: [] };
  // Without open parts nothing is unknown.
  if (answer === "unknown") throw new Error("a request of which not all is known is for judge()");
  const denials = because.filter(({ effect }) => effect === "denies");
  return denials.length > 0
    ? { decision: "denied explicitly", because: denials.map(({ statement = "" }) => sidOf(statement)) }
    : { decision: "denied implicitly", because: because.map(({ layer }) => layer) };
}

/** Whether {@link evaluate} allows the request. */
export function isAllowed(request: AccessRequest, policies: Policies): boolean {
  return evaluate(request, policies).decision === "allowed";
}

const sidOf = (statement: string): string =>
  statement.startsWith("statement ") ? "a statement without Sid" : statement;

function named({ identity = [], boundary, session = [], serviceControl = [], resource }: Policies) {
  const one = (document: PolicyDocument): NamedPolicy => ({ name: "", document });
  return {
    identity: identity.map(one),
    session: session.map(one),
    serviceControl: serviceControl.map((documents) => ({ name: "", policies: documents.map(one) })),
    ...(boundary && { boundary: one(boundary) }),
    ...(resource && { resource: one(resource) }),
  };
}
