import type { AccountDelivery } from "./account-delivery";

/** As whom Tagform works in an account: `environments/tooling/account.ts` of the tooling account itself. */
export interface AccountRolesConfig extends AccountDelivery {
  readonly kind: "account-roles";
  /** The account in which the steps run, 12 digits. */
  readonly toolingAccountId: string;
  /**
   * Deliveries of other environments into the account: those of `landing-zone` set it up.
   *
   * @default - none
   */
  readonly otherDeliveries?: readonly AccountDelivery[];
  /**
   * Names of roles that no deployment may touch, pass on or bind, `*` and paths allowed.
   *
   * @default - the roles by which AWS Organizations, Control Tower and IAM Identity Center enter an account
   */
  readonly protectedRoles?: readonly string[];
  /**
   * Names of buckets of Terraform states in the account, which no deployment may delete.
   *
   * @default - none, states lie in the tooling account
   */
  readonly stateBuckets?: readonly string[];
  /**
   * Names of trails that deployments into the account make.
   *
   * @default - none: no deployment touches a trail
   */
  readonly ownTrails?: readonly string[];
  /**
   * Let deployments make roles without the boundary, for the reason given.
   *
   * @default - a role without the boundary cannot be made
   */
  readonly unboundRoles?: { readonly reason: string };
  /**
   * Roles of the tooling account under which people may deploy from a laptop, as the steps do: names with their paths,
   * `*` allowed. They pass by the pipeline and whoever approves there: take them out once it delivers.
   *
   * @default - the steps alone
   */
  readonly laptops?: { readonly roles: readonly string[]; readonly reason: string };
}
