/** Services whose resources a perimeter can hold: those that resource control policies support and sessions use. */
export type PerimeterService = "s3" | "sts" | "kms" | "secretsmanager" | "sqs";

/**
 * A policy that is written already: data names it and says why. The roles of the platform are exempt wherever the
 * platform could not work otherwise.
 */
export type ReadyGuardrail =
  | {
      readonly type: "ready";
      readonly use:
        | "deny-leaving-organization"
        | "deny-root-user"
        | "deny-stopping-cloudtrail"
        | "deny-stopping-config"
        | "deny-stopping-guardduty"
        | "deny-stopping-security-hub"
        | "deny-unencrypted-storage"
        | "require-tls";
    }
  | {
      readonly type: "ready";
      readonly use: "deny-iam-users";
      /**
       * Names of users, with wildcards, that may exist nevertheless.
       *
       * @default - none
       */
      readonly exceptUsers?: readonly string[];
    }
  | {
      readonly type: "ready";
      readonly use: "protect-platform-roles";
      /**
       * Names of roles with their path and wildcards, besides Control Tower's and AFT's, that may change the platform's:
       * `aws-reserved/sso.amazonaws.com/*AWSReservedSSO_AdministratorAccess_*`.
       *
       * @default - none
       */
      readonly exceptRoles?: readonly string[];
    }
  | {
      readonly type: "ready";
      /** Lets in principals of the organization and AWS services that work for it, nobody else. */
      readonly use: "resource-perimeter";
      readonly services: readonly PerimeterService[];
      /**
       * Accounts of partners, 12 digits each, that are let in too.
       *
       * @default - none
       */
      readonly exceptAccounts?: readonly string[];
    };
