import {
  DataAwsIamPolicyDocument,
  type DataAwsIamPolicyDocumentStatement,
} from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { UserError } from "@tagform/outcome";
import { Token } from "cdktf";
import { Construct } from "constructs";

/** An ARN, `*` allowed in it: a bare `*` is none. */
export type Arn = `arn:${string}`;

/**
 * The ARN that a resource of the same stack will have.
 *
 * @throws Error for text that is neither that nor an ARN
 */
export function attributeArn(attribute: string): Arn {
  if (isArn(attribute)) return attribute;
  throw new Error(`${JSON.stringify(attribute)} is no ARN and no attribute of a resource`);
}

const isArn = (text: string): text is Arn => text.startsWith("arn:") || Token.isUnresolved(text);

/** All resources: IAM knows no smaller set for these actions, or none is meant. */
export interface Everything {
  readonly everything: {
    /** Why all, in a sentence: who reviews the policy reads it, and a spec asks for it. */
    readonly reason: string;
  };
}

export interface Condition {
  /** `StringEquals` */
  readonly test: string;
  /** `aws:SourceAccount` */
  readonly variable: string;
  readonly values: readonly string[];
}

/** One statement of a policy. */
export interface Statement {
  /** Names the statement in error messages and reviews: letters and digits. */
  readonly sid: string;
  /** @default - `Allow` */
  readonly effect?: "Allow" | "Deny";
  /** What it speaks of, or all but some: the latter makes sense in a Deny only. */
  readonly actions: readonly string[] | { readonly allBut: readonly string[] };
  /** Of a trust policy, undefined: there it is the role itself. */
  readonly resources?: readonly Arn[] | Everything | { readonly allBut: readonly Arn[] };
  /** Whom a trust policy trusts. */
  readonly principal?: { readonly aws: Arn } | { readonly service: string };
  readonly conditions?: readonly Condition[];
}

/**
 * What a policy is attached as. IAM counts its characters without white space; the policies of a role together, where
 * they are inline.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
const LONGEST = { trust: 2048, managed: 6144, inline: 10_240 } as const;

export interface PolicyDocumentProps {
  readonly statements: readonly Statement[];
  readonly attachedAs: keyof typeof LONGEST;
  /** What to do when it has become too long. */
  readonly remedy: string;
}

/**
 * Define a policy. The only way to all resources is with a reason.
 *
 * @throws UserError when it is longer than IAM allows
 */
export class PolicyDocument extends Construct {
  public readonly document: DataAwsIamPolicyDocument;
  /** Why statements speak of all resources, by their ids. */
  public readonly reasons: ReadonlyMap<string, string>;

  public constructor(scope: Construct, id: string, { statements, attachedAs, remedy }: PolicyDocumentProps) {
    super(scope, id);
    const length = lengthOf(statements);
    if (length > LONGEST[attachedAs]) {
      throw new UserError(
        `policy ${this.node.path} has ${length} characters, IAM allows ${LONGEST[attachedAs]}: ${remedy}`,
      );
    }
    this.document = new DataAwsIamPolicyDocument(this, "document", { statement: statements.map(render) });
    this.reasons = new Map(
      statements.flatMap(({ sid, resources = [] }) =>
        "everything" in resources ? [[sid, resources.everything.reason]] : [],
      ),
    );
  }
}

/** Characters of the policy in IAM's own form. */
function lengthOf(statements: readonly Statement[]): number {
  const inIamsForm = statements.map(
    ({ sid, effect = "Allow", actions, resources, principal, conditions }) => ({
      Sid: sid,
      Effect: effect,
      ...("allBut" in actions ? { NotAction: actions.allBut } : { Action: actions }),
      ...(resources === undefined ? {} : { Resource: resources }),
      ...(principal === undefined ? {} : { Principal: principal }),
      ...(conditions === undefined
        ? {}
        : {
            Condition: conditions.map(({ test, variable, values }) => ({ [test]: { [variable]: values } })),
          }),
    }),
  );
  return JSON.stringify({ Version: "2012-10-17", Statement: inIamsForm }).replace(
    TOKEN,
    "x".repeat(LONGEST_KEY_ARN),
  ).length;
}

/** What cdktf puts for an attribute; all that come here are ARNs of keys, topics and the like. */
const TOKEN = /\$\{TfToken\[TOKEN\.\d+\]\}/g;
const LONGEST_KEY_ARN = 100;

function render(statement: Statement): DataAwsIamPolicyDocumentStatement {
  const { sid, effect = "Allow", actions, principal, conditions = [] } = statement;
  return {
    sid,
    effect,
    ...("allBut" in actions ? { notActions: [...actions.allBut] } : { actions: [...actions] }),
    ...resourcesOf(statement),
    ...(principal === undefined ? {} : { principals: [principalOf(principal)] }),
    condition: conditions.map(({ values, ...condition }) => ({ ...condition, values: [...values] })),
  };
}

function resourcesOf({ resources }: Statement): Partial<DataAwsIamPolicyDocumentStatement> {
  if (resources === undefined) return {};
  if ("everything" in resources) return { resources: ["*"] };
  return "allBut" in resources ? { notResources: [...resources.allBut] } : { resources: [...resources] };
}

const principalOf = (principal: NonNullable<Statement["principal"]>) =>
  "aws" in principal
    ? { type: "AWS", identifiers: [principal.aws] }
    : { type: "Service", identifiers: [principal.service] };
