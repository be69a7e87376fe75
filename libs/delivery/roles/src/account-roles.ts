import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { INFRA_BOUNDARY, INFRA_BUILD_ROLE, INFRA_PLAN_ROLE, physicalName } from "@tagform/deployment";
import { UserError } from "@tagform/outcome";
import { suppress, type SuppressOptions } from "@tagform/workload-kind";
import { Construct } from "constructs";

import { type Account } from "./account";
import { type AccountDelivery, servicesOf } from "./account-delivery";
import { noDataReads } from "./data-reads";
import { infraBoundary } from "./infra-boundary";
import { type Condition, PolicyDocument, type Statement } from "./policy-document";
import { numbered, stepTrust } from "./step-trust";

export interface AccountRolesProps extends AccountDelivery {
  /** The account that gets the roles. */
  readonly account: Account;
  /** The account in which the steps run. */
  readonly tooling: Account;
  /**
   * Deliveries of other environments into the account: those of `landing-zone` set it up.
   *
   * @default - none
   */
  readonly otherDeliveries?: readonly AccountDelivery[];
  /**
   * Names of roles that no deployment may touch, pass on or bind, `*` and paths allowed.
   *
   * @default - the roles by which AWS Organizations, Control Tower and IAM Identity Center enter an account
   */
  readonly protectedRoles?: readonly string[];
  /**
   * Names of buckets of Terraform states in the account, which no deployment may delete.
   *
   * @default - none, states lie in the tooling account
   */
  readonly stateBuckets?: readonly string[];
  /**
   * Names of trails that deployments into the account make.
   *
   * @default - none: no deployment touches a trail
   */
  readonly ownTrails?: readonly string[];
  /**
   * Let deployments make roles without the boundary. Such a role may do what its policy says, and so may whoever can make
   * it and use it: the boundary then prevents accidents, no attack.
   *
   * @default - a role without the boundary cannot be made
   */
  readonly unboundRoles?: { readonly reason: string };
  /**
   * Roles of the tooling account under which people may plan and apply from a laptop, with their paths, `*` allowed.
   *
   * @default - the steps' own roles alone
   */
  readonly laptopRoles?: readonly string[];
}

/** Roles by which AWS Organizations, Control Tower and IAM Identity Center enter an account. */
export const ENTRANCES: readonly string[] = [
  ...["OrganizationAccountAccessRole", "AWSControlTowerExecution", "aws-controltower-*", "stacksets-exec-*"],
  "aws-reserved/*",
];

/** A role that is assumed by another role's session never gets more: role chaining ends after an hour. */
const SESSION_SECONDS = 3600;

/**
 * Define as whom Tagform works in an account: a role that plans and a role that applies, each assumed by its own step of
 * the environments that deliver into it, and the boundary of what the second may do.
 *
 *     tooling account                        this account
 *     tagform-<environment>-plan  ──assumes──► InfraPlanRole    reads what there is, no data
 *     tagform-<environment>-apply ──assumes──► InfraBuildRole   within InfraBoundary
 *
 * Where several environments deliver, the session's tag says whose it is, and so what it may do.
 *
 * It needs nothing from the pipelines, not even that they exist, so that an account is ready when it is made.
 */
export class AccountRoles extends Construct {
  /** Permission boundary for roles that deployments make. */
  public readonly boundaryArn: string;

  public constructor(scope: Construct, id: string, props: AccountRolesProps) {
    super(scope, id);
    assertTeams(props);
    const boundary = this.boundary(props);
    this.planRole(props);
    this.buildRole(props, boundary);

    this.boundaryArn = boundary.arn;
  }

  private boundary(props: AccountRolesProps): IamPolicy {
    const { account, protectedRoles = ENTRANCES, stateBuckets = [], ownTrails = [], unboundRoles } = props;
    const bindsNewRoles = unboundRoles === undefined;
    const hasLandingZone = deliveriesOf(props).some(({ environment }) => environment === "landing-zone");
    const limits = { bindsNewRoles, hasLandingZone };
    const document = new PolicyDocument(this, "boundary-document", {
      statements: infraBoundary({ account, protectedRoles, stateBuckets, ownTrails, ...limits }),
      attachedAs: "managed",
      remedy: "protect fewer roles by name, a common path for example",
    });
    accept(document, ["CKV_AWS_1", "CKV_AWS_49", ...WIDE], {
      reason:
        "a boundary allows nothing: its first statement leaves the rest to the policies of who is bound",
    });
    return new IamPolicy(this, "boundary", {
      name: physicalName("policy", INFRA_BOUNDARY),
      description: "What no deployment does in this account",
      policy: document.document.json,
    });
  }

  private planRole(props: AccountRolesProps): void {
    const denied = new PolicyDocument(this, "plan-denied", {
      statements: [noDataReads()],
      attachedAs: "inline",
      remedy: "deny fewer actions",
    });
    const role = new IamRole(this, "plan", {
      name: physicalName("role", INFRA_PLAN_ROLE),
      description: "Plans deployments: reads what there is, and no data",
      assumeRolePolicy: this.trust(props, "plan"),
      maxSessionDuration: SESSION_SECONDS,
    });
    new IamRolePolicyAttachment(this, "plan-reads", {
      role: role.name,
      policyArn: `arn:${props.account.partition}:iam::aws:policy/ReadOnlyAccess`,
    });
    new IamRolePolicy(this, "plan-denials", {
      name: "NoData",
      role: role.name,
      policy: denied.document.json,
    });
  }

  private buildRole(props: AccountRolesProps, boundary: IamPolicy): void {
    const allowed = new PolicyDocument(this, "build-allowed", {
      statements: whatDeploymentsManage(deliveriesOf(props)),
      attachedAs: "inline",
      remedy: "allow fewer services",
    });
    accept(allowed, deliveriesOf(props).length === 1 ? WIDE : WIDE_UNDER_CONDITIONS, {
      reason:
        "what a deployment makes has no name yet; the boundary says what it leaves alone, and binds roles that it makes",
    });
    const role = new IamRole(this, "build", {
      name: physicalName("role", INFRA_BUILD_ROLE),
      description: "Applies deployments, within InfraBoundary",
      assumeRolePolicy: this.trust(props, "apply"),
      permissionsBoundary: boundary.arn,
      maxSessionDuration: SESSION_SECONDS,
    });
    new IamRolePolicy(this, "build-permissions", {
      name: "Deployments",
      role: role.name,
      policy: allowed.document.json,
    });
  }

  private trust(props: AccountRolesProps, step: "plan" | "apply"): string {
    return new PolicyDocument(this, `${step}-trust`, {
      statements: stepTrust({ ...props, deliveries: deliveriesOf(props), step }),
      attachedAs: "trust",
      remedy: "give some of the teams an account of their own",
    }).document.json;
  }
}

/** What checkov says of a policy that allows a whole service; under a condition, such as whose delivery it is, only the second. */
const WIDE_UNDER_CONDITIONS = ["CKV2_AWS_40"];
const WIDE = [
  ...["CKV_AWS_107", "CKV_AWS_108", "CKV_AWS_109", "CKV_AWS_110", "CKV_AWS_111", "CKV_AWS_356"],
  ...WIDE_UNDER_CONDITIONS,
];

function accept(policy: PolicyDocument, findings: readonly string[], options: SuppressOptions): void {
  for (const finding of findings) suppress(policy.document, finding, options);
}

const deliveriesOf = (props: AccountRolesProps): readonly AccountDelivery[] => [
  props,
  ...(props.otherDeliveries ?? []),
];

/** Each environment's deployments work with what their kinds need: a session has the environment as its tag. */
function whatDeploymentsManage(deliveries: readonly AccountDelivery[]): Statement[] {
  return deliveries.map((delivery, index) => ({
    sid: `WhatDeploymentsManage${numbered(index)}`,
    actions: servicesOf(delivery).map((service) => `${service}:*`),
    resources: {
      everything: {
        reason: "what a deployment makes has no name yet; the boundary says what it leaves alone",
      },
    },
    ...(deliveries.length === 1 ? {} : { conditions: [ofEnvironment(delivery)] }),
  }));
}

const ofEnvironment = ({ environment }: AccountDelivery): Condition => ({
  test: "StringEquals",
  variable: "aws:PrincipalTag/environment",
  values: [environment],
});

function assertTeams(props: AccountRolesProps): void {
  for (const { teams, environment } of deliveriesOf(props)) {
    if (teams.length > 0) continue;
    throw new UserError(
      `account ${props.account.accountId} of ${environment} has no team: name the teams whose cells are in it, nobody else may enter`,
    );
  }
}
