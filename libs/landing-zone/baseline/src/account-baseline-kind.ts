import type { Kind } from "@tagform/workload-kind";

import type { AccountBaselineConfig } from "./account-baseline-config";
import { checkAccountBaseline } from "./check-account-baseline";

export const accountBaseline: Kind<AccountBaselineConfig> = {
  kind: "account-baseline",
  summary: "what an account is born with: what stays private and encrypted, contacts, budgets, quotas",
  scope: "global",
  check: checkAccountBaseline,
  load: async () => (await import("./account-baseline")).AccountBaseline,
};
