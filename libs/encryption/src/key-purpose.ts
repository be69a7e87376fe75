/** What a key is for. Each purpose has a key of its own, so that who may use one learns nothing of the others. */
export type KeyPurpose =
  /** Volumes of instances that Auto Scaling launches, and their snapshots. */
  | { readonly kind: "volumes" }
  /** A topic that alarms, rules of EventBridge, budgets, or roles send to. */
  | {
      readonly kind: "notifications";
      /**
       * Names of the alarms that send, `*` allowed: `research-dev-web-*`.
       *
       * @default - no alarm sends
       */
      readonly alarmNames?: string | undefined;
      /**
       * Name of the topic, where rules of EventBridge send to it.
       *
       * @default - no rule sends
       */
      readonly topicForRules?: string | undefined;
      /**
       * Whether budgets of the account send.
       *
       * @default false
       */
      readonly budgets?: boolean | undefined;
      /**
       * ARNs of roles that send, if IAM lets them, too.
       *
       * @default - no role sends
       */
      readonly roleArns?: readonly string[] | undefined;
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
    }
  /** A table of DynamoDB, and its stream. */
  | {
      readonly kind: "table";
      readonly tableName: string;
    }
  /** Log files of a trail of CloudTrail. */
  | {
      readonly kind: "trail";
      readonly trailName: string;
    }
  /** A bucket whose objects some roles of the account read and others write. */
  | {
      readonly kind: "objects";
      readonly bucketName: string;
      readonly uses: readonly ObjectsUse[];
    }
  | ArchivePurpose;

/** A bucket in which services of AWS put the logs of a whole organization. */
export interface ArchivePurpose {
  readonly kind: "archive";
  /** `o-a1b2c3d4e5`: for accounts of another one no service uses the key. */
  readonly organizationId: string;
  /**
   * ARN of the organization's trail.
   *
   * @default - no trail writes there
   */
  readonly trailArn?: string | undefined;
  /** Other services that write: `config.amazonaws.com`. */
  readonly services: readonly string[];
  /** Accounts of the organization that look the key up by its alias, 12 digits each. */
  readonly describedBy: readonly string[];
}

/** Who reads and who writes some objects of a bucket: who writes need not be able to read. */
export interface ObjectsUse {
  /** Begins names of statements: `Sealed`. */
  readonly name: string;
  /**
   * Which objects, `sealed/*`. Takes a bucket without a bucket key: with one, KMS learns only of the bucket.
   *
   * @default - all of the bucket
   */
  readonly keys?: string;
  /** ARNs of the roles that may decrypt. */
  readonly readers: readonly string[];
  /** ARNs of the roles that may encrypt. */
  readonly writers: readonly string[];
}

/** Whose key it is. */
export interface KeyOwner {
  readonly region: string;
  /** 12 digits. */
  readonly accountId: string;
  readonly partition: string;
}
