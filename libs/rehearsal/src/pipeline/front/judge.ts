import { INFRA_BUILD_ROLE, INFRA_BUILD_SESSION, INFRA_PLAN_ROLE, SESSION_TAGS } from "@tagform/deployment";
import { ask, type PolicyDocument, type PrincipalRole } from "@tagform/policy-evaluator";

import { type DeliveryDefinition } from "../definition/delivery-definition";
import { type Asked } from "./aws-request";

/** A call that a role's policies do not allow. */
export interface Denial {
  /** Who asked: `tagform-dev-plan` in step `Plan`. */
  readonly step: string;
  /** ARN of the role. */
  readonly role: string;
  readonly action: string;
  readonly resource: string;
  /** What decided: ids of statements that deny, or layers that do not allow. */
  readonly because: readonly string[];
}

/** Judges what roles of the stack ask for, by their policies and those of the stack's buckets and keys. */
export class Judge {
  /** What was not allowed, and what could not be judged, in order. */
  public readonly denials: Denial[] = [];
  private readonly buckets: ReadonlyMap<string, PolicyDocument | undefined>;
  private readonly keys: ReadonlyMap<string, PolicyDocument | undefined>;

  public constructor(private readonly definition: Pick<DeliveryDefinition, "place" | "stores">) {
    const { buckets, keys } = definition.stores;
    this.buckets = new Map(buckets.map(({ name, policy }) => [name, policy]));
    this.keys = new Map(keys.map(({ arn, policy }) => [arn, policy]));
  }

  /** Takes down that something could not be judged. */
  public unjudged(step: string, action: string, because: string, role = "nobody's"): void {
    this.denials.push({ step, role, action, resource: "", because: [because] });
  }

  /** Why a role may not do what it asks for, undefined if it may. @throws Error for a policy that cannot be judged */
  public denial(role: PrincipalRole, asked: Asked, step: string): Denial | undefined {
    const { action, resource } = asked;
    const context = {
      // On AWS every call of these programs is made over TLS.
      "aws:SecureTransport": "true",
      ...asked.context,
    };
    const { decision, because } = ask(role, { action, resource, context }, this.policyOf(asked, role));
    if (decision === "allowed") return undefined;
    const denial = { step, role: role.arn, action, resource, because };
    this.denials.push(denial);
    return denial;
  }

  private policyOf({ action, resource }: Asked, role: PrincipalRole): PolicyDocument | undefined {
    if (action.startsWith("s3:")) return this.buckets.get(resource.split(":::")[1]?.split("/")[0] ?? "");
    if (action.startsWith("kms:")) return this.keys.get(resource) ?? this.leftToIam();
    return action.startsWith("sts:") ? this.trustOf(resource, role) : undefined;
  }

  /** A key without a policy here leaves it to the roles of its account, as the key of states does. */
  private leftToIam(): PolicyDocument {
    const { partition, accountId } = this.definition.place;
    return {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: "kms:*",
          Resource: "*",
          Principal: { AWS: `arn:${partition}:iam::${accountId}:root` },
        },
      ],
    };
  }

  /** The roles in accounts are not of this stack: their trust is asked for as far as a session's name and tags go. */
  private trustOf(resource: string, { arn }: PrincipalRole): PolicyDocument | undefined {
    if (![INFRA_BUILD_ROLE, INFRA_PLAN_ROLE].some((name) => resource.endsWith(`:role/${name}`)))
      return undefined;
    const principal = { AWS: arn };
    const tagged = Object.fromEntries(SESSION_TAGS.map((tag) => [`aws:RequestTag/${tag}`, "?*"]));
    return {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: "sts:AssumeRole",
          Principal: principal,
          Condition: {
            StringEquals: { "sts:RoleSessionName": INFRA_BUILD_SESSION },
            StringLike: tagged,
          },
        },
        {
          Effect: "Allow",
          Action: "sts:TagSession",
          Principal: principal,
          Condition: { StringLike: tagged, "ForAllValues:StringEquals": { "aws:TagKeys": SESSION_TAGS } },
        },
      ],
    };
  }
}

/** In a line for people. */
export const describeDenial = ({ step, role, action, resource, because }: Denial): string =>
  resource === ""
    ? `${step}: ${action} by ${role} cannot be judged: ${because.join(", ")}`
    : `${step}: ${role} is not allowed ${action} on ${resource} (${because.join(", ")})`;
