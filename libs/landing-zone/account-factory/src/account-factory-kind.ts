import type { Kind } from "@tagform/workload-kind";

import type { AccountFactoryConfig } from "./account-factory-config";
import { checkAccountFactory } from "./check-account-factory";

export const accountFactory: Kind<AccountFactoryConfig> = {
  kind: "account-factory",
  summary:
    "Account Factory for Terraform, which vends accounts: deployed by an administrator of the management account",
  scope: "regional",
  check: checkAccountFactory,
  addressRanges: (path, { network }) =>
    network.kind === "own" ? [{ path: `${path}.network.cidr`, cidr: network.cidr }] : [],
  beforeRetiring: () =>
    "it keeps the requests, the pipelines and the Terraform states of every vended account; " +
    "remove it as AWS documents, with an administrator's credentials, then the entry",
  load: async () => (await import("./account-factory")).AccountFactory,
};
