import type { GuardedOrganization } from "@tagform/landing-zone-guardrails";

/** What the organization forbids and watches: `environments/landing-zone/accounts/management.ts`. */
export interface GuardrailsConfig {
  readonly kind: "guardrails";
  /** The organization's data; the guardrails stand at its units. */
  readonly organization: GuardedOrganization;
  /**
   * How many controls Control Tower enables or disables at a time, and how many of them proactive ones. Smaller numbers
   * leave it room for others that change controls.
   *
   * @default - what AWS allows: 100, of them 20 proactive
   */
  readonly concurrentOperations?: { readonly all: number; readonly proactive: number };
}

/** https://docs.aws.amazon.com/controltower/latest/userguide/limits.html; until 2024 it said 10, of any kind. */
export const MOST_CONCURRENT = { all: 100, proactive: 20 } as const;
