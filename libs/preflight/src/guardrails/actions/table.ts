import { CODEBUILD, CODEPIPELINE, LAMBDA } from "./delivery";
import { EC2 } from "./ec2";
import {
  ACCESS_ANALYZER,
  ACCOUNT,
  BUDGETS,
  CONFIG,
  CONTROL_TOWER,
  DNS,
  ORGANIZATIONS,
  QUOTAS,
  SYSTEMS_MANAGER,
} from "./governance";
import { IAM, KMS } from "./identity";
import { EVENTS, SCHEDULER, SNS, SQS } from "./messaging";
import { CLOUDTRAIL, CLOUDWATCH, LOGS } from "./observation";
import { AUTOSCALING, LOAD_BALANCING } from "./scaling";
import { BACKUPS_OF_DISKS, CHATBOT, FIREWALL, GUARDDUTY, SECURITY_HUB } from "./security";
import { DYNAMODB, S3 } from "./storage";
import type { ServiceActions, TypeActions } from "./type-actions";

/**
 * Nobody publishes which actions each type of Terraform's provider needs. This small table has the types that the kinds of
 * this repository make; of any other the answer is "unknown".
 */
export const SERVICES: readonly ServiceActions[] = [
  ...[ACCESS_ANALYZER, ACCOUNT, AUTOSCALING, BUDGETS, CLOUDTRAIL, CLOUDWATCH, CODEBUILD, CODEPIPELINE],
  ...[CONFIG, CONTROL_TOWER, DNS, DYNAMODB, EC2, EVENTS, IAM, KMS, LAMBDA, LOAD_BALANCING, LOGS],
  ...[BACKUPS_OF_DISKS, CHATBOT, FIREWALL, GUARDDUTY, SECURITY_HUB],
  ...[ORGANIZATIONS, QUOTAS, S3, SCHEDULER, SNS, SQS, SYSTEMS_MANAGER],
];

/** A type's actions, with what its service has in common. */
export type KnownType = TypeActions & Pick<ServiceActions, "source" | "requestedRegion">;

const TYPES = new Map<string, KnownType>(
  SERVICES.flatMap(({ types, ...service }) =>
    Object.entries(types).map(([name, type]): [string, KnownType] => [name, { ...service, ...type }]),
  ),
);

export const actionsOf = (type: string): KnownType | undefined => TYPES.get(type);
