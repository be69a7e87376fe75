import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import {
  infraBoundaryArn,
  type RoleStep,
  STEP_ROLE_PATH,
  stepProjectName,
  stepRoleName,
} from "@tagform/deployment";
import { UserError } from "@tagform/outcome";
import { Construct } from "constructs";

import { PolicyDocument, type Statement } from "./policy-document";
import { stepPermissions } from "./step-permissions";
import type { StepResources } from "./step-resources";

export interface StepRolesProps extends StepResources {
  /**
   * Whether Terraform may delete the roles.
   *
   * @default false
   */
  readonly deletable?: boolean;
}

/**
 * Define as whom the steps of one environment run in the tooling account, one role each: CodeBuild may use it for its
 * step's project and nothing else.
 *
 * They are bound by the tooling account's own {@link AccountRoles}, which come first.
 */
export class StepRoles extends Construct {
  public readonly arns: Readonly<Record<RoleStep, string>>;

  public constructor(scope: Construct, id: string, props: StepRolesProps) {
    super(scope, id);
    assertSomethingIsDeployed(props);
    const arnOf = (step: RoleStep): string => this.role(step, props).arn;
    this.arns = {
      source: arnOf("source"),
      verify: arnOf("verify"),
      plan: arnOf("plan"),
      apply: arnOf("apply"),
      record: arnOf("record"),
    };
  }

  private role(step: RoleStep, props: StepRolesProps): IamRole {
    const { environment, tooling, deletable = false } = props;
    const trust = new PolicyDocument(this, `${step}-trust`, {
      statements: [trustOf(step, props)],
      attachedAs: "trust",
      remedy: "trust fewer projects",
    });
    const allowed = new PolicyDocument(this, `${step}-allowed`, {
      statements: stepPermissions(step, props),
      attachedAs: "inline",
      remedy:
        "name the organization (organizationId) instead of each account, or divide the accounts among tooling accounts",
    });
    const role = new IamRole(this, step, {
      name: stepRoleName(environment, step),
      path: STEP_ROLE_PATH,
      description: `Step ${step} of ${environment}`,
      assumeRolePolicy: trust.document.json,
      permissionsBoundary: infraBoundaryArn(tooling.accountId, tooling.partition),
      // A run that changes its own roles must be able to end as the one that it began with.
      lifecycle: { preventDestroy: !deletable },
    });
    new IamRolePolicy(this, `${step}-permissions`, {
      name: "Step",
      role: role.name,
      policy: allowed.document.json,
    });
    return role;
  }
}

/** https://docs.aws.amazon.com/codebuild/latest/userguide/setting-up-service-role.html (confused deputy) */
function trustOf(step: RoleStep, { environment, tooling, state }: StepRolesProps): Statement {
  const { partition, accountId } = tooling;
  const project = `project/${stepProjectName(environment, step)}`;
  return {
    sid: "RunByItsProject",
    actions: ["sts:AssumeRole"],
    principal: { service: "codebuild.amazonaws.com" },
    conditions: [
      { test: "StringEquals", variable: "aws:SourceAccount", values: [accountId] },
      {
        test: "ArnEquals",
        variable: "aws:SourceArn",
        values: [`arn:${partition}:codebuild:${state.buildRegion}:${accountId}:${project}`],
      },
    ],
  };
}

function assertSomethingIsDeployed({ environment, deployments }: StepRolesProps): void {
  const strangers = deployments.filter(({ cell }) => cell.environment !== environment);
  if (strangers.length > 0) {
    const names = [...new Set(strangers.map(({ cell }) => cell.environment))].sort().join(", ");
    throw new UserError(
      `the roles of ${environment} got cells of ${names}: each environment has roles of its own`,
    );
  }
  if (deployments.length === 0) {
    throw new UserError(`environment ${environment} has no cell: its roles would have nothing to work with`);
  }
}
