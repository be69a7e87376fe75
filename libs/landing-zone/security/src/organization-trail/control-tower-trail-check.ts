import { DataAwsCloudwatchLogGroups } from "@cdktf/provider-aws/lib/data-aws-cloudwatch-log-groups";
import type { Region } from "@tagform/deployment";
import { TerraformOutput } from "cdktf";
import { Construct } from "constructs";

import { placeIn, type SecurityOrganization } from "../security-organization";

export interface ControlTowerTrailCheckProps {
  readonly organization: SecurityOrganization;
  /** The provider's Region. */
  readonly region: Region;
}

/** Its trail writes there, in the management account's home Region; newer landing zones append something. */
const LOG_GROUP = "aws-controltower/CloudTrailLogs";

/**
 * Define what makes a plan fail once Control Tower's trail has no log group any more. Terraform's provider cannot look a
 * trail up; whether each account is recorded, the rule MULTI_REGION_CLOUD_TRAIL_ENABLED says.
 *
 * https://docs.aws.amazon.com/controltower/latest/userguide/about-logging.html
 */
export class ControlTowerTrailCheck extends Construct {
  public constructor(scope: Construct, id: string, { organization, region }: ControlTowerTrailCheckProps) {
    super(scope, id);
    const found = new DataAwsCloudwatchLogGroups(this, "log-groups", {
      ...placeIn(organization.homeRegion, region),
      logGroupNamePrefix: LOG_GROUP,
      lifecycle: {
        postcondition: [
          {
            condition: "${length(self.log_group_names) > 0}",
            errorMessage:
              `no log group ${LOG_GROUP} in ${organization.homeRegion}: Control Tower's trail of the organization is off. ` +
              "Switch it on in the landing zone's settings, or let Tagform make one (madeBy: tagform)",
          },
        ],
      },
    });
    new TerraformOutput(this, "log-group-names", {
      value: found.logGroupNames,
      description: "Where Control Tower's trail of the organization writes",
    });
  }
}
