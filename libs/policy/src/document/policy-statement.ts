import type { JsonValue } from "@tagform/hcl";

import { blocksOf, isObject, parsedOf, textOf, textsOf } from "./values";

/** One statement of a policy, whether it came as Terraform's blocks or as JSON. */
export interface Statement {
  readonly effect: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** `*`, ARNs, services. */
  readonly principals: readonly string[];
  readonly conditions: readonly Condition[];
}

export interface Condition {
  /** `Bool`. */
  readonly test: string;
  /** `aws:SecureTransport`. */
  readonly variable: string;
  readonly values: readonly string[];
}

/** Statements of `aws_iam_policy_document`. */
export function statementsOfBlocks(value: JsonValue | undefined): Statement[] {
  return blocksOf(value).map((block) => ({
    effect: textOf(block["effect"]) ?? "Allow",
    actions: textsOf(block["actions"]),
    resources: textsOf(block["resources"]),
    principals: blocksOf(block["principals"]).flatMap(({ identifiers }) => textsOf(identifiers)),
    conditions: blocksOf(block["condition"]).map((condition) => ({
      test: textOf(condition["test"]) ?? "",
      variable: textOf(condition["variable"]) ?? "",
      values: textsOf(condition["values"]),
    })),
  }));
}

/** Statements of a policy that is written as JSON; undefined if the text is none. */
export function statementsOfText(text: string): Statement[] | undefined {
  const document = parsedOf(text);
  if (!isObject(document)) return undefined;
  return blocksOf(document["Statement"]).map((statement) => ({
    effect: textOf(statement["Effect"]) ?? "",
    actions: textsOf(statement["Action"]),
    resources: textsOf(statement["Resource"]),
    principals: principalsOf(statement["Principal"]),
    conditions: conditionsOf(statement["Condition"]),
  }));
}

const principalsOf = (principal: JsonValue | undefined): string[] =>
  isObject(principal) ? Object.values(principal).flatMap(textsOf) : textsOf(principal);

function conditionsOf(value: JsonValue | undefined): Condition[] {
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([test, variables]) =>
    Object.entries(isObject(variables) ? variables : {}).map(([variable, values]) => ({
      test,
      variable,
      values: textsOf(typeof values === "boolean" ? String(values) : values),
    })),
  );
}
