import { UserError } from "@tagform/outcome";
import { evaluate } from "@tagform/policy-evaluator";

import { embeddedEnvironment } from "../../embedded/environment";
import { type DeliveryDefinition } from "../definition/delivery-definition";
import { assumeRole, type Credentials } from "./assume-role";
import { type Asked } from "./aws-request";
import { describeDenial, type Judge } from "./judge";
import { type Sessions } from "./sessions";

export interface SessionOfRole {
  /** A role of the stack. */
  readonly roleArn: string;
  /** Who assumes it: `codebuild.amazonaws.com`. */
  readonly service: string;
  /** For what: ARN of the project, the pipeline, the function. */
  readonly sourceArn: string;
  /** Named where a call is not allowed: `Plan of dev_us-east-1/research/1.0`. */
  readonly step: string;
}

/** A role at work. */
export interface RoleSession {
  readonly credentials: Credentials;
  readonly region: string;
  /** Where its calls go. */
  readonly endpoint: string;
  /** Variables for programs that work as the role, and reach nothing but the front. */
  readonly environment: Readonly<Record<string, string>>;
  /** Asks for what an AWS service does in the role's name. @throws UserError if the role may not */
  readonly require: (asked: Asked) => void;
}

export interface RoleSessionsOptions {
  readonly definition: Pick<DeliveryDefinition, "place" | "roles">;
  /** Address of the embedded AWS. */
  readonly endpoint: string;
  /** Address of the front. */
  readonly front: string;
  readonly sessions: Sessions;
  readonly judge: Judge;
}

/** Lets AWS's services work as roles of the stack. */
export class RoleSessions {
  public constructor(private readonly options: RoleSessionsOptions) {}

  /** @throws UserError if the stack has no such role, or the role does not trust the service for this */
  public async begin(request: SessionOfRole): Promise<RoleSession> {
    const { definition, endpoint, front, sessions, judge } = this.options;
    const { region } = definition.place;
    const { roleArn, step } = request;
    const role = definition.roles.get(roleArn);
    if (role === undefined) throw new UserError(`${step}: role ${roleArn} is not in the stack`);
    this.assertTrusts(request);
    const credentials = await assumeRole(endpoint, { roleArn, sessionName: "rehearsal", region });
    sessions.add(credentials, { kind: "role", role, step });
    const require = (asked: Asked): void => {
      const denial = judge.denial(role, asked, step);
      if (denial !== undefined) throw new UserError(describeDenial(denial));
    };
    return { credentials, region, endpoint: front, environment: this.environmentOf(credentials), require };
  }

  private environmentOf({ accessKeyId, secretAccessKey, sessionToken }: Credentials): Record<string, string> {
    const { definition, front } = this.options;
    const { region } = definition.place;
    return {
      ...embeddedEnvironment(front),
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_SESSION_TOKEN: sessionToken,
      AWS_REGION: region,
      AWS_DEFAULT_REGION: region,
    };
  }

  private assertTrusts({ roleArn, service, sourceArn, step }: SessionOfRole): void {
    const { place, roles } = this.options.definition;
    const trust = roles.get(roleArn)?.trust;
    if (trust === undefined) return;
    const context = { "aws:SourceArn": sourceArn, "aws:SourceAccount": place.accountId };
    const request = { caller: { service }, action: "sts:AssumeRole", resource: roleArn, context };
    const { decision } = evaluate(request, { resource: trust });
    if (decision === "allowed") return;
    throw new UserError(`${step}: role ${roleArn} does not trust ${service} for ${sourceArn}`);
  }
}
