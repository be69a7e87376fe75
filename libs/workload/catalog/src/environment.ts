import type { EnvironmentConfig, TeamConfig } from "@tagform/config";
import type { AccountRequest } from "@tagform/landing-zone-organization";
import type { ConfigOf } from "@tagform/workload-kind";

import type * as kinds from "./kinds";

/** Environment data of any kind of workload: a union, told apart by `kind`. */
export type Workload = ConfigOf<(typeof kinds)[keyof typeof kinds]>;

/** `environments/<environment>/index.ts` satisfies this. */
export type Environment = EnvironmentConfig<Workload>;

/** `environments/<environment>/<team>.ts` satisfies this. */
export type Team = TeamConfig<Workload>;

/**
 * `environments/landing-zone/accounts/<name>.ts` satisfies this: an account of the organization, what its factory was asked,
 * and what it is born with. The accounts that the landing zone itself consists of were requested by nobody.
 */
export type Account = Team & { readonly request?: AccountRequest };
