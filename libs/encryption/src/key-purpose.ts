/** What a key is for. Each purpose has a key of its own, so that who may use one learns nothing of the others. */
export type KeyPurpose =
  /** Volumes of instances that Auto Scaling launches, and their snapshots. */
  | { readonly kind: "volumes" }
  /** A topic that CloudWatch alarms send to. */
  | {
      readonly kind: "notifications";
      /** Names of the alarms, `*` allowed: `research-dev-web-*`. */
      readonly alarmNames: string;
    }
  /** Log groups in CloudWatch. */
  | {
      readonly kind: "logs";
      /** Names of the groups, `*` allowed. */
      readonly logGroupNames: string;
    }
  /** A bucket of Terraform states, and the table that locks them. */
  | {
      readonly kind: "states";
      readonly bucketName: string;
      /**
       * The table.
       *
       * @default - the key is for the bucket alone
       */
      readonly lockTableName?: string | undefined;
    };

/** Whose key it is. */
export interface KeyOwner {
  readonly region: string;
  /** 12 digits. */
  readonly accountId: string;
  readonly partition: string;
}
