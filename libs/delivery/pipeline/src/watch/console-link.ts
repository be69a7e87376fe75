import type { Partition } from "@tagform/deployment";

import type { DeliveryPlace } from "../delivery-place";

const SITES: Readonly<Record<Partition, string>> = {
  aws: "console.aws.amazon.com",
  "aws-us-gov": "console.amazonaws-us-gov.com",
  "aws-cn": "console.amazonaws.cn",
};

/** Where AWS's console shows an execution of a pipeline. */
export const executionLink = (
  { partition, region }: DeliveryPlace,
  pipeline: string,
  executionId: string,
): string =>
  `https://${region}.${SITES[partition]}/codesuite/codepipeline/pipelines/${pipeline}/executions/${executionId}/timeline?region=${region}`;
