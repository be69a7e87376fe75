import type { SecurityOrganization } from "../security-organization";

/** Records who did what in every account, from the management account. */
export interface OrganizationTrailConfig {
  readonly kind: "organization-trail";
  readonly organization: SecurityOrganization;
  readonly trail: ControlTowerTrail | OwnTrail;
}

/** The trail that Control Tower made when the landing zone was set up: a plan fails once it is gone. */
export interface ControlTowerTrail {
  readonly madeBy: "control-tower";
}

export interface OwnTrail {
  readonly madeBy: "tagform";
  readonly name: string;
  /** The bucket of a `log-archive` that names the trail. */
  readonly archiveBucket: string;
  /**
   * Data events of all accounts, by type of resource: 0.10 USD for 100,000, the expensive part of a trail.
   *
   * @default - management events alone
   */
  readonly dataEvents?: readonly DataEventResource[];
  /**
   * Unusual rates of calls or of errors, 0.35 USD for 100,000 analyzed events.
   *
   * @default - none
   */
  readonly insights?: readonly ("ApiCallRateInsight" | "ApiErrorRateInsight")[];
  /**
   * Why there is a trail although accounts are vended by Control Tower, which has one: it was switched off in the landing
   * zone's settings, for example.
   *
   * @default - there is none beside Control Tower's
   */
  readonly besideControlTower?: { readonly reason: string };
  /**
   * Let Terraform delete the trail, for the reason given; its files stay in the archive.
   *
   * @default - nothing can delete it
   */
  readonly deletable?: { readonly reason: string };
}

// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html
export const DATA_EVENT_RESOURCES = [
  "AWS::S3::Object",
  "AWS::Lambda::Function",
  "AWS::DynamoDB::Table",
] as const;

export type DataEventResource = (typeof DATA_EVENT_RESOURCES)[number];
