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
    const found = new DataAwsOrganizationsOrganization(this, "organization", {});
    for (const policy of policies) this.attach(policy, organization, found);
  }

  private attach(
    { unit, type, number, names, text }: UnitPolicy,
    organization: GuardedOrganization,
    found: DataAwsOrganizationsOrganization,
  ): void {
    const name = [unitSlug(unit), type, `${number}`];
    const policy = new OrganizationsPolicy(this, name.join("-"), {
      name: physicalName("organizationPolicy", "tagform", ...name),
      description: `${unit}: ${names.join(", ")}`.slice(0, LONGEST_DESCRIPTION),
      type: TYPES[type],
      content: literal(text),
      lifecycle: {
        precondition: [isOrganization(organization, found), isEnabled(type, organization, found)],
      },
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

const isOrganization = ({ id }: GuardedOrganization, found: DataAwsOrganizationsOrganization) => ({
  condition: `\${${found.fqn}.id == "${id}"}`,
  errorMessage: `the data is about organization ${id}, but this account belongs to another`,
});

/** Terraform has no resource that enables a type in an organization that somebody else made. */
const isEnabled = (
  type: PolicyType,
  { rootId }: GuardedOrganization,
  found: DataAwsOrganizationsOrganization,
) => ({
  condition: `\${contains(${found.fqn}.enabled_policy_types, "${TYPES[type]}")}`,
  errorMessage:
    `policies of type ${TYPES[type]} are not enabled: run aws organizations enable-policy-type --root-id ${rootId} ` +
    `--policy-type ${TYPES[type]}`,
});
