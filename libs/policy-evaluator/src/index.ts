export { evaluate, isAllowed, type Policies, type Verdict } from "./evaluate";
export {
  type AppliedPolicies,
  judge,
  type JudgedPolicies,
  type Judgement,
  type Layer,
  type Level,
  type NamedPolicy,
  type Responsible,
} from "./judge";
export type { ConditionBlock, OneOrMore, PolicyDocument, PolicyStatement } from "./policy";
export { ask, mayAssume, type PrincipalRole, type Session } from "./principal-role";
export type { AccessRequest, Caller, ContextValue, OpenParts } from "./request";
export {
  type DocumentWithRoles,
  synthesizedPolicy,
  type SynthesizedRole,
  type SynthesizedRoles,
  synthesizedRoles,
} from "./synthesized-roles";
