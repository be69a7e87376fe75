import type { Arn } from "@tagform/delivery-roles";

import type { DeliveryPlace } from "./delivery-place";

/** ARN of something in the tooling account and the build Region: `arn("events", "rule/tagform-dev-*")`. */
export const arnIn = (
  { partition, region, accountId }: DeliveryPlace,
  service: string,
  resource: string,
): Arn => `arn:${partition}:${service}:${region}:${accountId}:${resource}`;
