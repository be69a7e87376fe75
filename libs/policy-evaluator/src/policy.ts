export type OneOrMore<Value> = Value | readonly Value[];

/** `{ StringEquals: { "aws:SourceAccount": "111122223333" } }` */
export type ConditionBlock = Readonly<Record<string, Readonly<Record<string, OneOrMore<string>>>>>;

/** `*`, or identifiers by type: `{ AWS: "arn:...", Service: "codebuild.amazonaws.com" }`. */
export type PrincipalBlock = "*" | Readonly<Partial<Record<"AWS" | "Service", OneOrMore<string>>>>;

/**
 * One statement, under IAM's own names.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html
 */
export interface PolicyStatement {
  readonly Sid?: string;
  readonly Effect: "Allow" | "Deny";
  readonly Action?: OneOrMore<string>;
  readonly NotAction?: OneOrMore<string>;
  /** Absent in trust policies only: there the resource is the role. */
  readonly Resource?: OneOrMore<string>;
  readonly NotResource?: OneOrMore<string>;
  /** In resource policies only. */
  readonly Principal?: PrincipalBlock;
  /** In resource policies only, and only to deny: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html */
  readonly NotPrincipal?: PrincipalBlock;
  readonly Condition?: ConditionBlock;
}

export interface PolicyDocument {
  readonly Version: "2012-10-17";
  readonly Statement: OneOrMore<PolicyStatement>;
}

export function listOf<Value>(value: OneOrMore<Value> | undefined): readonly Value[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly Value[]) : [value as Value];
}

const ELEMENTS = new Set([
  ...[
    "Sid",
    "Effect",
    "Action",
    "NotAction",
    "Resource",
    "NotResource",
    "Principal",
    "NotPrincipal",
    "Condition",
  ],
]);
const PRINCIPAL_TYPES = new Set(["AWS", "Service"]);

/**
 * The statements of a document.
 *
 * @throws Error for what this evaluator does not know: what it cannot judge must not look like an answer
 */
export function statementsOf(document: PolicyDocument): readonly PolicyStatement[] {
  const version: string = document.Version;
  if (version !== "2012-10-17")
    throw new Error(`policy version ${version} is unknown, only 2012-10-17 is judged`);
  const statements = listOf(document.Statement);
  statements.forEach(assertKnown);
  return statements;
}

function assertKnown(statement: PolicyStatement): void {
  const name = `statement ${statement.Sid ?? "without Sid"}`;
  const effect: string = statement.Effect;
  if (effect !== "Allow" && effect !== "Deny") throw new Error(`${name}: effect ${effect} is unknown`);
  for (const element of Object.keys(statement)) {
    if (!ELEMENTS.has(element)) throw new Error(`${name}: element ${element} is unknown`);
  }
  if ((statement.Action === undefined) === (statement.NotAction === undefined)) {
    throw new Error(`${name}: has to name Action or NotAction, one of them`);
  }
  if (statement.Resource !== undefined && statement.NotResource !== undefined) {
    throw new Error(`${name}: names both Resource and NotResource`);
  }
  assertPrincipals(name, statement);
}

function assertPrincipals(name: string, { Effect, Principal, NotPrincipal }: PolicyStatement): void {
  if (NotPrincipal !== undefined && (Effect === "Allow" || Principal !== undefined))
    throw new Error(`${name}: NotPrincipal can only deny, and without Principal`);
  const principal = Principal ?? NotPrincipal ?? "*";
  if (principal === "*") return;
  for (const type of Object.keys(principal)) {
    if (!PRINCIPAL_TYPES.has(type)) throw new Error(`${name}: principals of type ${type} are unknown`);
  }
}
