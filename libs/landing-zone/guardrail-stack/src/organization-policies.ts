import { DataAwsOrganizationsOrganization } from "@cdktf/provider-aws/lib/data-aws-organizations-organization";
import { OrganizationsPolicy } from "@cdktf/provider-aws/lib/organizations-policy";
import { OrganizationsPolicyAttachment } from "@cdktf/provider-aws/lib/organizations-policy-attachment";
import { physicalName } from "@tagform/deployment";
import {
  type GuardedOrganization,
  type PolicyType,
  targetIdOf,
  unitPolicies,
  type UnitPolicy,
} from "@tagform/landing-zone-guardrails";
import { TerraformOutput } from "cdktf";
import { Construct } from "constructs";

import { unitSlug } from "./unit-slug";

/** What AWS Organizations calls the types. */
const TYPES: Readonly<Record<PolicyType, string>> = {
  "service-control": "SERVICE_CONTROL_POLICY",
  "resource-control": "RESOURCE_CONTROL_POLICY",
  declarative: "DECLARATIVE_POLICY_EC2",
};
/** AWS takes this much of a description. */
const LONGEST_DESCRIPTION = 512;

export interface OrganizationPoliciesProps {
  readonly organization: GuardedOrganization;
}

/** Define the policies of the root and the units. AWS's own, which allow everything, stay attached beside them. */
export class OrganizationPolicies extends Construct {
  /** How many policies there are. */
  public readonly count: number;

  public constructor(scope: Construct, id: string, { organization }: OrganizationPoliciesProps) {
    super(scope, id);
    const { policies } = unitPolicies(organization);
    this.count = policies.length;
    if (policies.length === 0) return;
    const found = new DataAwsOrganizationsOrganization(this, "organization", {
      lifecycle: {
        postcondition: postconditions(organization, [...new Set(policies.map(({ type }) => type))]),
      },
    });
    new TerraformOutput(this, "of", {
      value: found.id,
      description: "The organization that the policies are of",
    });
    for (const policy of policies) this.attach(policy, organization);
  }

  private attach({ unit, type, number, names, text }: UnitPolicy, organization: GuardedOrganization): void {
    const name = [unitSlug(unit), type, `${number}`];
    const policy = new OrganizationsPolicy(this, name.join("-"), {
      name: physicalName("organizationPolicy", "tagform", ...name),
      description: `${unit}: ${names.join(", ")}`.slice(0, LONGEST_DESCRIPTION),
      type: TYPES[type],
      content: literal(text),
    });
    new OrganizationsPolicyAttachment(this, `${name.join("-")}-on`, {
      policyId: policy.id,
      targetId: targetIdOf(organization, unit) ?? "",
    });
  }
}

/** Policy variables look like Terraform's own references, and are not. */
const literal = (text: string): string =>
  text.replaceAll(/[$%]\{/g, (opening) => opening.charAt(0) + opening);

/** What must hold before anything is planned. Terraform has no resource that enables a type where others made the organization. */
const postconditions = ({ id, rootId }: GuardedOrganization, types: readonly PolicyType[]) => [
  {
    condition: `\${self.id == "${id}"}`,
    errorMessage: `the data is about organization ${id}, but this account belongs to another`,
  },
  ...types.map((type) => ({
    condition: `\${contains(self.enabled_policy_types, "${TYPES[type]}")}`,
    errorMessage:
      `policies of type ${TYPES[type]} are not enabled: run aws organizations enable-policy-type ` +
      `--root-id ${rootId} --policy-type ${TYPES[type]}`,
  })),
];
