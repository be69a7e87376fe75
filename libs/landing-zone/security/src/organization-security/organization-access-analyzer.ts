import { AccessanalyzerAnalyzer } from "@cdktf/provider-aws/lib/accessanalyzer-analyzer";
import { Construct } from "constructs";

import { placeIn, type SecurityOrganization } from "../security-organization";

export interface OrganizationAccessAnalyzerProps {
  readonly organization: SecurityOrganization;
  readonly unusedAfterDays?: number;
}

/**
 * Define what finds resources of any account that somebody outside of the organization can reach, in every governed Region,
 * and, where asked, access that nobody uses. IAM is global, so one analyzer of that is enough.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-getting-started.html
 */
export class OrganizationAccessAnalyzer extends Construct {
  public constructor(scope: Construct, id: string, props: OrganizationAccessAnalyzerProps) {
    super(scope, id);
    const { organization, unusedAfterDays } = props;
    const { homeRegion, governedRegions } = organization;
    for (const region of governedRegions) {
      new AccessanalyzerAnalyzer(this, `external-${region}`, {
        ...placeIn(region, homeRegion),
        analyzerName: "tagform-organization",
        type: "ORGANIZATION",
      });
    }
    if (unusedAfterDays === undefined) return;
    new AccessanalyzerAnalyzer(this, "unused", {
      analyzerName: "tagform-organization-unused",
      type: "ORGANIZATION_UNUSED_ACCESS",
      configuration: { unusedAccess: { unusedAccessAge: unusedAfterDays } },
    });
  }
}
