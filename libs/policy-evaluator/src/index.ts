export { evaluate, isAllowed, type Policies, type Verdict } from "./evaluate";
export type { ConditionBlock, OneOrMore, PolicyDocument, PolicyStatement } from "./policy";
export type { AccessRequest, Caller, ContextValue } from "./request";
