import { physicalNameProblem, type Region } from "@tagform/deployment";
import type { Organization } from "@tagform/landing-zone-organization";
import { check, type Issue } from "@tagform/outcome";

/** Who records how resources of the account change, and where the records go. */
export interface ConfigRecorderConfig {
  /** The bucket in the log archive's account. */
  readonly bucketName: string;
  /**
   * Folder in the bucket.
   *
   * @default - none
   */
  readonly prefix?: string;
  /**
   * ARN of the key, or of its alias, with which records are encrypted; in the Region of the bucket.
   *
   * @default - Amazon S3's own
   */
  readonly keyArn?: string;
  /** The Region in which users, roles and policies of IAM are recorded: in each, they would be paid for each time. */
  readonly globalTypesIn: Region;
  /**
   * `daily` records each changed resource once a day, cheaper where much changes often; rules then see it a day later.
   *
   * @default "continuous"
   */
  readonly frequency?: "continuous" | "daily";
  /**
   * Why Control Tower does not govern the account, where it governs others.
   *
   * @default - it governs none, or this is the management account
   */
  readonly ungoverned?: { readonly reason: string };
}

/**
 * `control-tower` where Control Tower governs the account: it made a recorder in every governed Region, and AWS allows one.
 */
export type RecorderChoice = "control-tower" | ConfigRecorderConfig;

const KEY = /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:(key|alias)\/[\w/-]+$/;

/** What decides who records. */
export interface RecorderPlace {
  readonly organization: Pick<Organization, "vending" | "accounts">;
  /** 12 digits. */
  readonly accountId: string;
  readonly regions: readonly Region[];
}

export function checkRecorder(path: string, recorder: RecorderChoice, place: RecorderPlace): Issue[] {
  const { vending, accounts } = place.organization;
  const isManagement = place.accountId === accounts.management;
  if (recorder === "control-tower") {
    const nobody = "nobody would record: name the bucket of the log archive";
    return [
      ...check(vending === "account-factory", path, `Control Tower governs no account, so ${nobody}`),
      ...check(
        vending !== "account-factory" || !isManagement,
        path,
        `Control Tower does not record in the management account, so ${nobody}`,
      ),
    ];
  }
  const mayBeGoverned = vending === "account-factory" && !isManagement;
  return [
    ...check(
      !mayBeGoverned || (recorder.ungoverned?.reason.trim() ?? "") !== "",
      `${path}.ungoverned.reason`,
      'must say why Control Tower does not govern the account; where it does, AWS takes no second recorder: say "control-tower"',
    ),
    ...checkDelivery(path, recorder, place.regions),
  ];
}

function checkDelivery(path: string, recorder: ConfigRecorderConfig, regions: readonly Region[]): Issue[] {
  const { bucketName, prefix, keyArn, globalTypesIn } = recorder;
  const problem = physicalNameProblem("bucket", bucketName);
  return [
    ...(problem === undefined ? [] : [{ path: `${path}.bucketName`, message: problem }]),
    ...check(
      prefix === undefined || /^[\w!.*'()-]+(\/[\w!.*'()-]+)*$/.test(prefix),
      `${path}.prefix`,
      `must be a folder without / at either end, got "${prefix ?? ""}"`,
    ),
    ...check(
      keyArn === undefined || KEY.test(keyArn),
      `${path}.keyArn`,
      `must be the ARN of a key or of an alias, got "${keyArn ?? ""}"`,
    ),
    ...check(
      regions.includes(globalTypesIn),
      `${path}.globalTypesIn`,
      `must be one of the account's Regions, ${regions.join(", ")}, got "${globalTypesIn}"`,
    ),
  ];
}
