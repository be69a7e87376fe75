import { retentionDaysOf } from "@tagform/config";
import type { FlowLogBucket, FlowLogDestination } from "@tagform/network";

import type { WebNetworkConfig } from "./network-config";

/** What the workload has to record traffic with. */
export interface TrafficRecorders {
  readonly bucket: FlowLogBucket;
  /**
   * Key for records in CloudWatch.
   *
   * @default - CloudWatch encrypts with a key of its own
   */
  readonly kmsKeyArn?: string | undefined;
}

/** Where the records of a network's traffic go, by its data. */
export function flowLogDestination(
  { flowLogs }: WebNetworkConfig,
  { bucket, kmsKeyArn }: TrafficRecorders,
): FlowLogDestination {
  if (flowLogs === undefined || flowLogs.destination === "s3") return { kind: "s3", bucket };
  return { kind: "cloudwatch", retentionDays: retentionDaysOf(flowLogs), kmsKeyArn };
}
