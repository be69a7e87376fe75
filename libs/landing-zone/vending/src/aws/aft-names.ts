/** Names that AFT gives to what it consists of, in its own account and Control Tower's home Region. */
export const AFT = {
  tables: {
    requests: "aft-request",
    metadata: "aft-request-metadata",
    audit: "aft-request-audit",
    events: "aft-controltower-events",
  },
  /** Index of the metadata by email address. */
  emailIndex: "emailIndex",
  stateMachines: {
    framework: "aft-account-provisioning-framework",
    customizations: "aft-invoke-customizations",
  },
} as const;

/** The pipeline that AFT makes for the customizations of one account. */
export const customizationsPipeline = (accountId: string): string => `${accountId}-customizations-pipeline`;
