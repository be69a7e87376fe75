import { type Place, retentionDaysOf } from "@tagform/config";
import { physicalNameProblem } from "@tagform/deployment";
import { check, type Issue } from "@tagform/outcome";

import { checkAccount, checkSecurityOrganization } from "../security-organization";
import type { ArchiveDelivery, LogArchiveConfig } from "./log-archive-config";

const SENDERS: readonly string[] = ["cloudtrail", "config", "flow-logs"] satisfies ArchiveDelivery["from"][];
const LEAST_DAYS = retentionDaysOf({ logClass: "security" });
/** S3 bills an object in Glacier Instant Retrieval for so long, even if it is gone earlier. */
const COLD_DAYS = 90;

export function checkLogArchive(path: string, config: LogArchiveConfig, { accountId }: Place): Issue[] {
  const { organization, bucketName, deletable } = config;
  const problem =
    physicalNameProblem("bucket", bucketName, "logs") ??
    physicalNameProblem("kmsAlias", bucketName, "archive");
  return [
    ...checkSecurityOrganization(`${path}.organization`, organization),
    ...checkAccount(path, organization, "logArchive", accountId),
    ...(problem === undefined ? [] : [{ path: `${path}.bucketName`, message: problem }]),
    ...checkDeliveries(path, config),
    ...checkTimes(path, config),
    ...checkObjectLock(path, config),
    ...check(
      deletable === undefined || deletable.reason.trim() !== "",
      `${path}.deletable.reason`,
      "must say why all logs may be lost, got an empty text",
    ),
  ];
}

function checkDeliveries(path: string, { deliveries }: LogArchiveConfig): Issue[] {
  const senders = deliveries.map(({ from }) => from);
  return [
    ...check(
      deliveries.length > 0,
      `${path}.deliveries`,
      `names no service that delivers logs, known are ${SENDERS.join(", ")}`,
    ),
    ...deliveries.flatMap((delivery, index) => [
      ...check(
        SENDERS.includes(delivery.from),
        `${path}.deliveries.${index}.from`,
        `must be one of ${SENDERS.join(", ")}, got ${delivery.from}`,
      ),
      ...check(
        senders.indexOf(delivery.from) === index,
        `${path}.deliveries.${index}.from`,
        `${delivery.from} is named twice`,
      ),
      ...checkTrailName(`${path}.deliveries.${index}.trailName`, delivery),
    ]),
  ];
}

function checkTrailName(path: string, delivery: ArchiveDelivery): Issue[] {
  if (delivery.from !== "cloudtrail") return [];
  const problem = physicalNameProblem("trail", delivery.trailName);
  return problem === undefined ? [] : [{ path, message: problem }];
}

function checkTimes(path: string, { retentionDays, coldAfterDays }: LogArchiveConfig): Issue[] {
  return [
    ...check(
      Number.isInteger(retentionDays) && retentionDays >= LEAST_DAYS && retentionDays <= 3650,
      `${path}.retentionDays`,
      `must be a whole number from ${LEAST_DAYS}, what security's logs are kept at least, to 3650, got ${retentionDays}`,
    ),
    ...check(
      coldAfterDays === undefined ||
        (Number.isInteger(coldAfterDays) && coldAfterDays >= 1 && coldAfterDays + COLD_DAYS <= retentionDays),
      `${path}.coldAfterDays`,
      `must be a whole number from 1 to ${retentionDays - COLD_DAYS}, as S3 bills ${COLD_DAYS} days of cold storage ` +
        `at least and logs end after ${retentionDays}, got ${coldAfterDays}`,
    ),
  ];
}

function checkObjectLock(path: string, { deliveries, retentionDays, objectLock }: LogArchiveConfig): Issue[] {
  if (objectLock === undefined) return [];
  const { mode, days } = objectLock;
  return [
    ...check(
      ["governance", "compliance"].includes(mode),
      `${path}.objectLock.mode`,
      `must be governance or compliance, got ${mode}`,
    ),
    ...check(
      Number.isInteger(days) && days >= 1 && days <= retentionDays,
      `${path}.objectLock.days`,
      `must be a whole number from 1 to the ${retentionDays} days that logs are kept, got ${days}`,
    ),
    // https://docs.aws.amazon.com/config/latest/developerguide/manage-delivery-channel.html
    ...check(
      !deliveries.some(({ from }) => from === "config"),
      `${path}.objectLock`,
      "keeps AWS Config from delivering, which refuses buckets that lock by default: give Config an archive of its own, without it",
    ),
  ];
}
