import {
  type AppliedPolicies,
  judge,
  type JudgedPolicies,
  type NamedPolicy,
  type Responsible,
} from "@tagform/policy-evaluator";

import type { PlannedCell, PlannedChange, PlannedResource } from "../planned/planned-resource";
import { type CellRoles, type ChangingRole, neededRequests, rolesOf } from "./needed-requests";
import { remedyOf } from "./remedy";

export type GuardrailAnswer = "allowed" | "denied" | "unknown";

/** All that limits who changes a cell. */
export interface CellGuardrails {
  readonly role: ChangingRole;
  /** Of the organization, for the cell's account. */
  readonly applied: AppliedPolicies;
  readonly managementAccount: string;
  /** Of the role; `not judged` where no data says what it may do. */
  readonly identity: readonly NamedPolicy[] | "not judged";
  readonly boundary?: NamedPolicy;
}

/** Why a change is not simply allowed. */
export interface GuardrailReason {
  /** The action that it is about; absent if no actions of the type are known. */
  readonly action?: string;
  /** ARN that it is asked for; stars stand for what is not known yet. */
  readonly resource?: string;
  readonly by?: Responsible;
  /** In one sentence. */
  readonly what: string;
  readonly remedy: string;
}

export interface ChangeAnswer {
  readonly address: string;
  readonly type: string;
  readonly change: PlannedChange;
  readonly region: string | undefined;
  readonly answer: GuardrailAnswer;
  readonly reasons: readonly GuardrailReason[];
}

export interface GuardrailReport {
  readonly answer: GuardrailAnswer;
  readonly source: PlannedCell["source"];
  readonly changes: readonly ChangeAnswer[];
}

/** Whether AWS would deny what is planned: denied if one change is, unknown if one is, else allowed. */
export function judgeChanges(planned: PlannedCell, guardrails: CellGuardrails): GuardrailReport {
  const roles = rolesOf(planned.resources);
  const changes = planned.resources.map((resource) => answerTo(resource, guardrails, roles));
  return { answer: worst(changes.map(({ answer }) => answer)), source: planned.source, changes };
}

const worst = (answers: readonly GuardrailAnswer[]): GuardrailAnswer =>
  answers.includes("denied") ? "denied" : answers.includes("unknown") ? "unknown" : "allowed";

function answerTo(resource: PlannedResource, guardrails: CellGuardrails, roles: CellRoles): ChangeAnswer {
  const { address, type, change, region } = resource;
  const found = judged(resource, guardrails, roles);
  return { address, type, change, region, ...found };
}

function judged(
  resource: PlannedResource,
  guardrails: CellGuardrails,
  roles: CellRoles,
): Pick<ChangeAnswer, "answer" | "reasons"> {
  const needed = neededRequests(resource, guardrails.role, roles);
  if (needed === undefined) return { answer: "unknown", reasons: [unknownType(resource.type)] };
  const policies = policiesOf(guardrails);
  const answers = needed.map(({ request, sure }) => {
    const { answer, because } = judge(request, policies);
    const reasons = because.map((by) => reasonOf(request.action, request.resource, by, sure));
    return {
      answer: answer === "denied" && !sure ? ("unknown" as const) : answer,
      denies: answer === "denied",
      reasons,
    };
  });
  // An update that whichever action it takes is denied is denied.
  const everything = answers.length > 0 && answers.every(({ denies }) => denies);
  const answer = everything ? "denied" : worst(answers.map((each) => each.answer));
  const decisive = answers.filter((each) => (answer === "denied" ? each.denies : each.answer === answer));
  return { answer, reasons: answer === "allowed" ? [] : decisive.flatMap(({ reasons }) => reasons) };
}

const policiesOf = ({ applied, managementAccount, identity, boundary }: CellGuardrails): JudgedPolicies => ({
  identity,
  ...(boundary && { boundary }),
  serviceControl: applied.serviceControl,
  resourceControl: applied.resourceControl,
  managementAccount,
  // Keys and buckets that exist have policies that nobody reads here; those of new ones are made with them.
  resource: "not judged",
});

function reasonOf(action: string, resource: string, by: Responsible, sure: boolean): GuardrailReason {
  const seldom = sure ? "" : "; not every such change needs the action";
  return { action, resource, by, what: `${wordsOf(by, action)}${seldom}`, remedy: remedyOf(by) };
}

/** `service control policy "region-deny" of Workloads, statement NoOtherRegion, denies ec2:CreateVpc` */
function wordsOf({ layer, level, policy, statement, effect, unknown }: Responsible, action: string): string {
  const from = level === undefined ? "" : ` of ${level}`;
  const depends = unknown.length === 0 ? "" : `, depending on ${unknown.join(", ")}`;
  if (policy === undefined || effect === "does not allow") {
    return `no ${layer}${from} allows ${action}${unknown.length === 0 ? "" : " for sure"}${depends}`;
  }
  const verb = unknown.length === 0 ? "denies" : "may deny";
  return `${layer} "${policy}"${from}, statement ${statement ?? ""}, ${verb} ${action}${depends}`;
}

const unknownType = (type: string): GuardrailReason => ({
  what: `which actions ${type} needs is not in the table of types`,
  remedy: "add it to libs/preflight/src/guardrails/actions, from its CloudFormation schema's handlers",
});
