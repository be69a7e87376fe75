import { FlowLog, type FlowLogConfig } from "@cdktf/provider-aws/lib/flow-log";
import type { Region } from "@tagform/deployment";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";

import { FlowLogGroup } from "./flow-log-group";
import { RECORD_FORMAT } from "./record-format";

/** The part of a log bucket that flow logs need. */
export interface FlowLogBucket {
  readonly bucketArn: string;
  readonly readiness: ITerraformDependable;
}

/** Where records of traffic go. */
export type FlowLogDestination =
  /** Files of the last minutes; cheap to keep. */
  | { readonly kind: "s3"; readonly bucket: FlowLogBucket }
  /** A log group, to be searched and alarmed on within minutes. */
  | {
      readonly kind: "cloudwatch";
      /** One of the values that CloudWatch accepts, in days. */
      readonly retentionDays: number;
      /**
       * Key that encrypts the records; its policy lets `logs.<Region>.amazonaws.com` use it.
       *
       * @default - CloudWatch encrypts with a key of its own
       */
      readonly kmsKeyArn?: string | undefined;
    };

export interface FlowLogsProps {
  /** The network's name. */
  readonly name: string;
  readonly vpcId: string;
  readonly region: Region;
  /** 12 digits. */
  readonly accountId: string;
  readonly partition: string;
  readonly destination: FlowLogDestination;
}

/** Define the record of all traffic in a VPC, accepted and rejected. */
export class FlowLogs extends Construct {
  public constructor(scope: Construct, id: string, props: FlowLogsProps) {
    super(scope, id);
    new FlowLog(this, "flow-log", {
      vpcId: props.vpcId,
      trafficType: "ALL",
      logFormat: RECORD_FORMAT,
      // Seconds. Instances report each minute whatever this says; from NAT gateways and load balancers, less costs less.
      maxAggregationInterval: 600,
      ...this.destinationOf(props),
      tags: { Name: props.name },
    });
  }

  private destinationOf({ destination, ...props }: FlowLogsProps): Partial<FlowLogConfig> {
    if (destination.kind === "s3") {
      const { bucketArn, readiness } = destination.bucket;
      return { logDestinationType: "s3", logDestination: bucketArn, dependsOn: [readiness] };
    }
    const group = new FlowLogGroup(this, "group", { ...props, ...destination });
    return {
      logDestinationType: "cloud-watch-logs",
      logDestination: group.groupArn,
      iamRoleArn: group.deliveryRoleArn,
      dependsOn: [group.readiness],
    };
  }
}
