import { DataAwsOrganizationsOrganization } from "@cdktf/provider-aws/lib/data-aws-organizations-organization";
import type { Precondition } from "cdktf";
import { Construct } from "constructs";

/**
 * Define what makes a plan fail as long as the organization does not trust a service with its accounts: making what needs
 * it would fail halfway. Terraform can only manage that list together with the whole organization, which Control Tower, or
 * whoever set it up, owns.
 *
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_integrate_services.html
 */
export class TrustedAccess extends Construct {
  private readonly organization: DataAwsOrganizationsOrganization;

  public constructor(scope: Construct, id: string) {
    super(scope, id);
    this.organization = new DataAwsOrganizationsOrganization(this, "organization", {});
  }

  /** For the `lifecycle` of what needs it. */
  public ofService(name: string): { readonly precondition: Precondition[] } {
    const trusted = `\${data.${this.organization.terraformResourceType}.${this.organization.friendlyUniqueId}.aws_service_access_principals}`;
    return {
      precondition: [
        {
          condition: `\${contains(${trusted.slice(2, -1)}, "${name}")}`,
          errorMessage:
            `the organization does not trust ${name} with its accounts: ` +
            `run "aws organizations enable-aws-service-access --service-principal ${name}" in the management account`,
        },
      ],
    };
  }
}
