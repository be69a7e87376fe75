import { effectOfResourceControl } from "./organization-policies";
import { type PolicyDocument, type PolicyStatement, statementsOf } from "./policy";
import { namingOf } from "./principal";
import { type AccessRequest, type Facts, factsOf } from "./request";
import { appliesTo, unknownsOf } from "./statement";
import { all, any, type Truth, truthOf } from "./truth";

/** A policy under the name by which people find it. */
export interface NamedPolicy {
  readonly name: string;
  readonly document: PolicyDocument;
}

/** One level of an organization with the policies that are attached to it: the root, a unit, the account. */
export interface Level {
  /** `Root`, the unit's path (`Workloads/Dev`), the account's name. */
  readonly name: string;
  readonly policies: readonly NamedPolicy[];
}

/** The policies of an organization that apply to an account, per level from the root down to the account. */
export interface AppliedPolicies {
  readonly serviceControl: readonly Level[];
  readonly resourceControl: readonly Level[];
}

/** All that has a say in a request. */
export interface JudgedPolicies {
  /** Of the caller's role; `not judged` leaves out whether it allows the action. */
  readonly identity: readonly NamedPolicy[] | "not judged";
  readonly boundary?: NamedPolicy;
  readonly session?: readonly NamedPolicy[];
  /** Of the caller's account. */
  readonly serviceControl?: readonly Level[];
  /** Of the resource's account. */
  readonly resourceControl?: readonly Level[];
  /** The resource's own policy; of a role, its trust policy. `not judged` leaves out what it allows. */
  readonly resource?: NamedPolicy | "not judged";
  /** To whose callers and resources the organization's policies do not apply. */
  readonly managementAccount?: string;
}

export type Layer =
  | "identity policy"
  | "permission boundary"
  | "session policy"
  | "service control policy"
  | "resource control policy"
  | "resource policy";

/** What decided, or would decide: a statement, or the lack of one. */
export interface Responsible {
  readonly layer: Layer;
  /** Of the organization, for its policies. */
  readonly level?: string;
  /** Name of the policy; undefined where no policy of the layer allows the action. */
  readonly policy?: string;
  /** Its Sid, or its place in the policy: `statement 2`. */
  readonly statement?: string;
  /** Whether it denies, or an Allow is missing. */
  readonly effect: "denies" | "does not allow";
  /** What has to be known to be sure: condition keys, or `the resource's ARN`. */
  readonly unknown: readonly string[];
}

export interface Judgement {
  readonly answer: "allowed" | "denied" | "unknown";
  /** All that denies, or all that may deny; empty when allowed. */
  readonly because: readonly Responsible[];
}

/**
 * A role is assumed, and a key used, only if its own policy says so, even within one account.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies-cross-account-resource-access.html
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html
 */
const RESOURCE_DECIDES = /^(?:sts:(?:assumerole|tagsession|setsourceidentity)|kms:)/i;

/** What makes or lists keys is about no key yet, so no key's policy can say anything. */
const decidesItself = ({ action, resource }: Facts): boolean =>
  resource !== "*" && RESOURCE_DECIDES.test(action);

const SERVICE_LINKED = ":role/aws-service-role/";

/**
 * What AWS would answer to a request of which not all is known: an explicit Deny anywhere wins, then each layer that
 * limits has to allow, and the levels of an organization each by itself. What depends on something unknown is "unknown",
 * unless something else denies for sure.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_evaluation.html
 *
 * @throws Error for an element, operator or principal that it does not know
 */
export function judge(request: AccessRequest, policies: JudgedPolicies): Judgement {
  const facts = factsOf(request);
  const layers = layersOf(policies, facts);
  const denials = layers.flatMap((layer) => denialsOf(layer, facts));
  const certain = denials.filter(({ unknown }) => unknown.length === 0);
  if (certain.length > 0) return { answer: "denied", because: certain };
  const missing = missingAllows(policies, layers, facts);
  const surely = missing.filter(({ unknown }) => unknown.length === 0);
  if (surely.length > 0) return { answer: "denied", because: surely };
  const doubts = [...denials, ...missing];
  return { answer: doubts.length === 0 ? "allowed" : "unknown", because: doubts };
}

/** Policies of which one has to allow what is asked. */
interface JudgedLayer {
  readonly layer: Layer;
  readonly level?: string;
  readonly policies: readonly NamedPolicy[];
  readonly applies: (statement: PolicyStatement) => Truth;
}

function layersOf(policies: JudgedPolicies, facts: Facts): JudgedLayer[] {
  const { identity, boundary, session = [], resource, managementAccount } = policies;
  const applies = (statement: PolicyStatement): Truth => appliesTo(statement, facts);
  const roleArn = "roleArn" in facts.caller ? facts.caller.roleArn : undefined;
  const isLinked = roleArn?.includes(SERVICE_LINKED) === true;
  const limitsCaller = roleArn !== undefined && !isLinked && facts.callerAccount !== managementAccount;
  const limitsResource = !isLinked && facts.resourceAccount !== managementAccount;
  const layer = (name: Layer, found: readonly NamedPolicy[]): JudgedLayer[] =>
    found.length === 0 ? [] : [{ layer: name, policies: found, applies }];
  const levels = (name: Layer, found: readonly Level[] = [], how = applies): JudgedLayer[] =>
    found.map((level) => ({ layer: name, level: level.name, policies: level.policies, applies: how }));
  return [
    ...layer("identity policy", identity === "not judged" ? [] : identity),
    ...layer("permission boundary", boundary === undefined ? [] : [boundary]),
    ...layer("session policy", session),
    ...(limitsCaller ? levels("service control policy", policies.serviceControl) : []),
    ...(limitsResource
      ? levels("resource control policy", policies.resourceControl, (statement) =>
          effectOfResourceControl(statement, facts),
        )
      : []),
    ...(resource === undefined || resource === "not judged"
      ? []
      : [{ layer: "resource policy" as const, policies: [resource], applies: naming(applies, facts) }]),
  ];
}

/** Statements of a resource's policy speak of those that they name. */
const naming =
  (applies: (statement: PolicyStatement) => Truth, facts: Facts) =>
  (statement: PolicyStatement): Truth =>
    all([truthOf(namingOf(statement, facts) !== "none"), applies(statement)]);

function denialsOf({ layer, level, policies, applies }: JudgedLayer, facts: Facts): Responsible[] {
  return policies.flatMap(({ name: policy, document }) =>
    statementsOf(document).flatMap((statement, index): Responsible[] => {
      if (statement.Effect !== "Deny") return [];
      const truth = applies(statement);
      if (truth === "no") return [];
      const unknown = truth === "yes" ? [] : reasonsOf(statement, facts);
      return [
        {
          layer,
          ...(level !== undefined && { level }),
          policy,
          statement: nameOf(statement, index),
          effect: "denies",
          unknown,
        },
      ];
    }),
  );
}

function missingAllows(
  policies: JudgedPolicies,
  layers: readonly JudgedLayer[],
  facts: Facts,
): Responsible[] {
  const { identity: ofCaller, resource } = policies;
  const document = resource === "not judged" ? undefined : resource?.document;
  const byResource = allowOfResource(document, facts);
  const sameAccount = facts.callerAccount === facts.resourceAccount;
  const isService = "service" in facts.caller;
  const needsResource = isService || !sameAccount || decidesItself(facts);
  const needsIdentity =
    !isService && ofCaller !== "not judged" && !(sameAccount && byResource.caller === "yes");
  const asksResource = needsResource && resource !== "not judged" && ofCaller !== "not judged";
  const identity = layers.filter(({ layer }) => layer === "identity policy");
  const limits = layers.filter(({ layer }) => layer !== "identity policy" && layer !== "resource policy");
  return [
    ...(asksResource
      ? lacking({ layer: "resource policy" }, isService ? byResource.caller : byResource.anyhow)
      : []),
    ...(needsIdentity ? lacking({ layer: "identity policy" }, any(identity.map(allowOf))) : []),
    ...(isService ? limits.filter(({ layer }) => layer === "resource control policy") : limits).flatMap(
      (limit) => lacking(limit, allowOf(limit)),
    ),
  ];
}

function lacking({ layer, level }: Pick<JudgedLayer, "layer" | "level">, allows: Truth): Responsible[] {
  if (allows === "yes") return [];
  const unknown = allows === "unknown" ? ["whether an Allow's conditions hold"] : [];
  return [{ layer, ...(level !== undefined && { level }), effect: "does not allow", unknown }];
}

const allowOf = ({ policies, applies }: JudgedLayer): Truth =>
  any(
    policies
      .flatMap(({ document }) => statementsOf(document))
      .filter(({ Effect }) => Effect === "Allow")
      .map(applies),
  );

/** Whether the resource's policy allows the caller itself, or it or its account. */
function allowOfResource(policy: PolicyDocument | undefined, facts: Facts): { caller: Truth; anyhow: Truth } {
  const allows = policy === undefined ? [] : statementsOf(policy).filter(({ Effect }) => Effect === "Allow");
  const named = allows.map((statement) => ({
    naming: namingOf(statement, facts),
    truth: appliesTo(statement, facts),
  }));
  return {
    caller: any(named.filter(({ naming: by }) => by === "caller").map(({ truth }) => truth)),
    anyhow: any(named.filter(({ naming: by }) => by !== "none").map(({ truth }) => truth)),
  };
}

const nameOf = ({ Sid }: PolicyStatement, index: number): string => Sid ?? `statement ${index + 1}`;

function reasonsOf(statement: PolicyStatement, facts: Facts): string[] {
  const found = unknownsOf(statement, facts);
  return found.length > 0 ? found : [`whether resource control policies apply to ${facts.action}`];
}
