import type { Region } from "@tagform/deployment";
import type { Organization } from "@tagform/landing-zone-organization";

/** Account Factory for Terraform (AFT): the data of one `account-factory`. */
export interface AccountFactoryConfig {
  readonly kind: "account-factory";
  readonly organization: Pick<Organization, "accounts" | "homeRegion">;
  readonly terraform: FactoryTerraform;
  readonly repositories: FactoryRepositories;
  readonly network: FactoryNetwork;
  readonly limits?: FactoryLimits;
  readonly retention?: FactoryRetention;
  readonly features?: FactoryFeatures;
  /**
   * Where AFT's own builds get their programs, for a mirror. They clone by the name of a tag or branch, no commit.
   *
   * @default - AFT's repository, at the tag of the module's version
   */
  readonly framework?: { readonly repositoryUrl: string; readonly tag: string };
  /**
   * Tags of what AFT makes, besides its own.
   *
   * @default - none
   */
  readonly tags?: Readonly<Record<string, string>>;
}

/** What runs requests and customizations. OpenTofu is none of them: AFT does not support it. */
export type FactoryTerraform = { readonly version: string } & (
  | {
      /** Terraform itself in CodeBuild, with states in a bucket of AFT's account. */
      readonly distribution: "oss";
      /**
       * Where the bucket of states is replicated to.
       *
       * @default - it is not
       */
      readonly replicaRegion?: Region;
    }
  | ({
      /** HCP Terraform. */
      readonly distribution: "tfc";
    } & TerraformOrganization)
  | ({
      /** Terraform Enterprise. */
      readonly distribution: "tfe";
      /** `https://terraform.example.com/api/v2/` */
      readonly apiEndpoint: string;
    } & TerraformOrganization)
);

/** An organization of HCP Terraform or Terraform Enterprise. */
export interface TerraformOrganization {
  readonly organizationName: string;
  /**
   * It exists before AFT is deployed.
   *
   * @default "Default Project"
   */
  readonly projectName?: string;
  /**
   * ARN of a secret of the management account that holds a user's or team's API token as its whole text. AFT keeps the
   * token in its states and parameters: who reads those has it.
   */
  readonly tokenSecretArn: string;
  /**
   * Runs get credentials of AWS by OpenID Connect.
   *
   * @default - by roles that AFT passes on
   */
  readonly openIdConnect?: {
    /** @default "app.terraform.io" */
    readonly hostname?: string;
    /** @default "aws.workload.identity" */
    readonly audience?: string;
  };
}

/** Who hosts the four repositories; AFT reaches all but CodeCommit by a connection that it makes and a person confirms. */
export type RepositoryHost =
  | { readonly host: "github" | "gitlab" | "bitbucket" | "azuredevops" }
  | {
      readonly host: "githubenterprise" | "gitlabselfmanaged";
      /** `https://git.example.com` */
      readonly url: string;
    }
  | {
      readonly host: "codecommit";
      /** Why it may be CodeCommit, which takes no new customers. */
      readonly existingCustomer: { readonly reason: string };
    };

/** The four repositories. On all hosts but CodeCommit a name has its owner: `example/aft-account-request`. */
export type FactoryRepositories = RepositoryHost & {
  readonly accountRequest: Repository;
  readonly globalCustomizations: Repository;
  readonly accountCustomizations: Repository;
  readonly accountProvisioningCustomizations: Repository;
};

export interface Repository {
  readonly name: string;
  /** @default "main" */
  readonly branch?: string;
}

/** Where AFT's functions and builds run. */
export type FactoryNetwork =
  | {
      /** In no network of AFT's account: no NAT gateways, no endpoints, which are most of AFT's cost. */
      readonly kind: "none";
    }
  | {
      /** In a VPC that AFT makes. */
      readonly kind: "own";
      readonly cidr: string;
      readonly privateSubnetCidrs: readonly [string, string];
      readonly publicSubnetCidrs: readonly [string, string];
      /**
       * Reach AWS by endpoints in the VPC, which cost by the hour, instead of over NAT.
       *
       * @default true
       */
      readonly endpoints?: boolean;
    }
  | {
      /** In a VPC that is there. Only a new AFT can be put into one. */
      readonly kind: "existing";
      readonly vpcId: string;
      readonly privateSubnetIds: readonly string[];
    };

/** How much at once. */
export interface FactoryLimits {
  /** Accounts that are vended at once. @default 5 */
  readonly concurrentAccounts?: number;
  /** Accounts that are customized at once. @default 5 */
  readonly concurrentCustomizations?: number;
  /** A build is stopped after so many minutes: 5 to 480. @default 60 */
  readonly buildTimeoutMinutes?: number;
  /** @default "BUILD_GENERAL1_MEDIUM" */
  readonly buildComputeType?: string;
}

/** The numbers of days that AFT keeps logs for: fewer than CloudWatch knows. */
export const LOG_DAYS = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1827, 3653] as const;

/** How long AFT keeps what. */
export interface FactoryRetention {
  /** Logs of its functions: one of {@link LOG_DAYS}. @default - for ever */
  readonly logDays?: (typeof LOG_DAYS)[number];
  /** Objects of its bucket in the log archive. @default 365 */
  readonly logArchiveDays?: number;
  /** Access logs of its buckets of states. @default 365 */
  readonly stateAccessLogDays?: number;
  /** Objects of its pipelines. @default 90 */
  readonly pipelineDays?: number;
  /** Backups of its tables, 1 to 36500. @default - for ever */
  readonly backupDays?: number;
  /** When its tables are backed up. @default "cron(0 * * * ? *)" */
  readonly backupSchedule?: string;
}

/** What is off unless it is turned on. */
export interface FactoryFeatures {
  /** Vended accounts log reads and writes of data to a trail of the organization. @default false */
  readonly dataEvents?: boolean;
  /** Vended accounts are enrolled in Enterprise Support. @default false */
  readonly enterpriseSupport?: boolean;
  /** Default VPCs of AFT's own account are deleted; those of vended accounts are the baseline's. @default false */
  readonly deleteDefaultVpcs?: boolean;
  /** AFT's own key encrypts logs. @default false */
  readonly ownKeyForLogs?: boolean;
  /** AFT's own key encrypts topics. @default false */
  readonly ownKeyForTopics?: boolean;
  /** AFT reports to AWS how it is used. @default false */
  readonly reportMetrics?: boolean;
}
