import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import {
  type EnvironmentName,
  INFRA_BOUNDARY,
  INFRA_BUILD_ROLE,
  INFRA_PLAN_ROLE,
  physicalName,
} from "@tagform/deployment";
import { UserError } from "@tagform/outcome";
import { suppress, type SuppressOptions } from "@tagform/workload-kind";
import { Construct } from "constructs";

import { type Account } from "./account";
import { noDataReads } from "./data-reads";
import { infraBoundary } from "./infra-boundary";
import { PolicyDocument, type Statement } from "./policy-document";
import { stepTrust } from "./step-trust";

export interface AccountRolesProps {
  readonly environment: EnvironmentName;
  /** The account that gets the roles. */
  readonly account: Account;
  /**
   * Teams whose cells are in the account; of a platform environment, the parts that are deployed into it. `state-*` are
   * all that begin so.
   */
  readonly teams: readonly string[];
  /** The account in which the steps run. */
  readonly tooling: Account;
  /**
   * Services of AWS that deployments work with besides those that the kinds of workloads need, as IAM calls them:
   * `codebuild`. No other is allowed.
   *
   * @default - none
   */
  readonly additionalServices?: readonly string[];
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

/** What the kinds of workloads need. */
const SERVICES = [
  ...["acm", "arc-zonal-shift", "autoscaling", "cloudwatch", "dlm", "ec2", "elasticloadbalancing", "iam"],
  ...["kms", "logs", "route53", "s3", "sns", "sqs", "ssm", "wafv2"],
];

const ENTRANCES = [
  ...["OrganizationAccountAccessRole", "AWSControlTowerExecution", "aws-controltower-*", "stacksets-exec-*"],
  "aws-reserved/*",
];

/** A role that is assumed by another role's session never gets more: role chaining ends after an hour. */
const SESSION_SECONDS = 3600;

/**
 * Define as whom Tagform works in an account: a role that plans and a role that applies, each assumed by its own step of
 * one environment, and the boundary of what the second may do.
 *
 *     tooling account                        this account
 *     tagform-<environment>-plan  ──assumes──► InfraPlanRole    reads what there is, no data
 *     tagform-<environment>-apply ──assumes──► InfraBuildRole   within InfraBoundary
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
    const document = new PolicyDocument(this, "boundary-document", {
      statements: infraBoundary({ account, protectedRoles, stateBuckets, ownTrails, bindsNewRoles }),
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
    const { additionalServices = [] } = props;
    const allowed = new PolicyDocument(this, "build-allowed", {
      statements: [whatDeploymentsManage([...SERVICES, ...additionalServices])],
      attachedAs: "inline",
      remedy: "allow fewer services",
    });
    accept(allowed, WIDE, {
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
      statements: stepTrust({ ...props, step }),
      attachedAs: "trust",
      remedy: "give some of the teams an account of their own",
    }).document.json;
  }
}

/** What checkov says of a policy that allows a whole service. */
const WIDE = [
  ...["CKV_AWS_107", "CKV_AWS_108", "CKV_AWS_109", "CKV_AWS_110", "CKV_AWS_111", "CKV_AWS_356"],
  "CKV2_AWS_40",
];

function accept(policy: PolicyDocument, findings: readonly string[], options: SuppressOptions): void {
  for (const finding of findings) suppress(policy.document, finding, options);
}

const whatDeploymentsManage = (services: readonly string[]): Statement => ({
  sid: "WhatDeploymentsManage",
  actions: [...new Set(services)].sort().map((service) => `${service}:*`),
  resources: {
    everything: {
      reason: "what a deployment makes has no name yet; the boundary says what it leaves alone",
    },
  },
});

function assertTeams({ teams, environment, account }: AccountRolesProps): void {
  if (teams.length > 0) return;
  throw new UserError(
    `account ${account.accountId} of ${environment} has no team: name the teams whose cells are in it, nobody else may enter`,
  );
}
