import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { DataAwsIamPolicyDocument } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { infraBoundaryArn, physicalName, type Region, REGIONS } from "@tagform/deployment";
import { ServiceTrust } from "@tagform/identity";
import { suppress } from "@tagform/workload-kind";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";

export interface FlowLogGroupProps {
  /** The network's name. */
  readonly name: string;
  readonly region: Region;
  /** 12 digits. */
  readonly accountId: string;
  readonly partition: string;
  /** One of the values that CloudWatch accepts, in days. */
  readonly retentionDays: number;
  /** @default - CloudWatch encrypts with a key of its own */
  readonly kmsKeyArn?: string | undefined;
}

/** What checkov takes for the shortest time that logs may be kept, in days. */
const YEAR = 365;

/** Define a log group for flow logs of this account, and the role that delivers into it and can do nothing else. */
export class FlowLogGroup extends Construct {
  public readonly groupArn: string;
  public readonly deliveryRoleArn: string;
  /** Delivery fails until this exists: depend on it. */
  public readonly readiness: ITerraformDependable;

  public constructor(scope: Construct, id: string, props: FlowLogGroupProps) {
    super(scope, id);
    const group = this.createGroup(props);
    const role = this.createDeliveryRole(props);

    this.groupArn = group.arn;
    this.deliveryRoleArn = role.arn;
    this.readiness = new IamRolePolicy(this, "delivery", {
      name: "deliver",
      role: role.name,
      policy: this.deliveryInto(props),
    });
  }

  private createGroup(props: FlowLogGroupProps): CloudwatchLogGroup {
    const { retentionDays, kmsKeyArn } = props;
    const group = new CloudwatchLogGroup(this, "group", {
      name: flowLogGroupName(props.name),
      retentionInDays: retentionDays,
      ...(kmsKeyArn === undefined ? {} : { kmsKeyId: kmsKeyArn }),
    });
    if (kmsKeyArn === undefined) {
      suppress(group, "CKV_AWS_158", {
        reason: "encrypted with a key of CloudWatch's: it was given no other",
      });
    }
    if (retentionDays < YEAR) {
      const reason = `flow logs of this network are of a class that is kept ${retentionDays} days`;
      suppress(group, "CKV_AWS_338", { reason });
    }
    return group;
  }

  /** Its name carries the Region: roles are global, and each Region's network has its own. */
  private createDeliveryRole({ name, region, accountId, partition }: FlowLogGroupProps): IamRole {
    const trust = new ServiceTrust(this, "trust", {
      service: "vpc-flow-logs.amazonaws.com",
      onBehalfOf: {
        accountId,
        sourceArn: `arn:${partition}:ec2:${region}:${accountId}:vpc-flow-log/*`,
      },
    });
    return new IamRole(this, "role", {
      name: physicalName("role", name, REGIONS[region].shortCode, "flow-logs"),
      description: `Delivers flow logs of ${name} into their log group`,
      assumeRolePolicy: trust.json,
      permissionsBoundary: infraBoundaryArn(accountId, partition),
    });
  }

  /** The group by its name rather than by reference: a plan then shows the policy before the group exists. */
  private deliveryInto(props: FlowLogGroupProps): string {
    const { partition, region, accountId } = props;
    const groupArn = `arn:${partition}:logs:${region}:${accountId}:log-group:${flowLogGroupName(props.name)}`;
    return new DataAwsIamPolicyDocument(this, "delivery-policy", {
      statement: [
        {
          sid: "DeliverIntoOwnGroup",
          actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
          // Log streams, one for each network interface.
          resources: [`${groupArn}:*`],
        },
      ],
    }).json;
  }
}

/** Name of the log group that holds the flow logs of a network of that name. */
export const flowLogGroupName = (name: string): string => physicalName("logGroup", name, "flow-logs");
