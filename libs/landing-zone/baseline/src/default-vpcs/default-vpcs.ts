import { SsmAssociation } from "@cdktf/provider-aws/lib/ssm-association";
import { SsmDocument } from "@cdktf/provider-aws/lib/ssm-document";
import { isRegion, physicalName, type Region } from "@tagform/deployment";
import { Construct } from "constructs";

import type { DefaultVpcsConfig } from "./default-vpcs-config";
import { RemovalRole } from "./removal-role";
import { REMOVE_HANDLER, REMOVE_PROGRAM } from "./remove-program";

export interface DefaultVpcsProps extends DefaultVpcsConfig {
  /** What role, document and association are named after. */
  readonly name: string;
  /** Regions that must be reached. */
  readonly regions: readonly Region[];
  /** 12 digits. */
  readonly accountId: string;
  readonly partition: string;
}

/** In seconds: the longest that Systems Manager lets a script run. */
const LONGEST_RUN = 600;

/**
 * Define that no Region of the account has a default VPC: a runbook removes them, at once and then every day, as the provider
 * cannot (docs/adr). One in which there is anything is kept, and fails the deployment or, later, the association.
 *
 *     association ──every day──► runbook ──as its role──► all Regions that are on
 *
 * Cost: none; 100,000 steps of automation a month are free.
 */
export class DefaultVpcs extends Construct {
  public constructor(scope: Construct, id: string, props: DefaultVpcsProps) {
    super(scope, id);
    const { accountId, partition } = props;
    const kept = Object.keys(props.kept ?? {})
      .filter(isRegion)
      .sort();
    const name = `${props.name}-default-vpcs`;
    const role = new RemovalRole(this, "role", { name, kept, accountId, partition });
    const runbook = new SsmDocument(this, "runbook", {
      name: physicalName("ssmDocument", name),
      documentType: "Automation",
      documentFormat: "JSON",
      content: JSON.stringify(RUNBOOK),
    });
    new SsmAssociation(this, "association", {
      associationName: physicalName("ssmDocument", name),
      name: runbook.name,
      documentVersion: "$DEFAULT",
      parameters: {
        AutomationAssumeRole: role.arn,
        Regions: props.regions.join(","),
        Kept: kept.length === 0 ? "none" : kept.join(","),
      },
      scheduleExpression: "rate(1 day)",
      complianceSeverity: "HIGH",
      waitForSuccessTimeoutSeconds: LONGEST_RUN,
      dependsOn: [role.permissions],
    });
  }
}

const CODES = { type: "String", allowedPattern: "^[a-z0-9-]+(,[a-z0-9-]+)*$" } as const;

/** https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-action-executeScript.html */
const RUNBOOK = {
  schemaVersion: "0.3",
  description: "Removes the default VPC of each Region, where nothing is in it.",
  assumeRole: "{{ AutomationAssumeRole }}",
  parameters: {
    AutomationAssumeRole: { type: "AWS::IAM::Role::Arn", description: "As whom default VPCs are removed." },
    Regions: { ...CODES, description: "Codes of Regions that must be reached, with commas between them." },
    Kept: { ...CODES, description: "Codes of Regions whose default VPC stays, or none." },
  },
  mainSteps: [
    {
      name: "remove",
      action: "aws:executeScript",
      timeoutSeconds: LONGEST_RUN,
      isEnd: true,
      inputs: {
        Runtime: "python3.11",
        Handler: REMOVE_HANDLER,
        InputPayload: { regions: "{{ Regions }}", kept: "{{ Kept }}" },
        Script: REMOVE_PROGRAM,
      },
    },
  ],
} as const;
