import type { Partition } from "@tagform/deployment";

import type { Arn } from "./policy-document";

/** An AWS account. */
export interface Account {
  /** 12 digits, as text: leading zeros count. */
  readonly accountId: string;
  readonly partition: Partition;
}

/** ARN of something that IAM has in an account: `role/InfraBuildRole`. */
export const iamArn = ({ accountId, partition }: Account, name: string): Arn =>
  `arn:${partition}:iam::${accountId}:${name}`;
