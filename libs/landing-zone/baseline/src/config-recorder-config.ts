import { physicalNameProblem, type Region } from "@tagform/deployment";
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
}

/**
 * `control-tower` where Control Tower governs the account: it made a recorder in every governed Region, and AWS allows one.
 */
export type RecorderChoice = "control-tower" | ConfigRecorderConfig;

const KEY = /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:(key|alias)\/[\w/-]+$/;

export function checkRecorder(path: string, recorder: RecorderChoice, regions: readonly Region[]): Issue[] {
  if (recorder === "control-tower") return [];
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
