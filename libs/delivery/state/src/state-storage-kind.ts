import type { Kind } from "@tagform/workload-kind";

import { checkStateStorage } from "./check-state-storage";
import type { StateStorageConfig } from "./state-storage-config";

export const stateStorage: Kind<StateStorageConfig> = {
  kind: "state-storage",
  summary: "the bucket and the lock table that keep the Terraform states of an environment",
  scope: "regional",
  check: checkStateStorage,
  beforeRetiring: ({ deletable, environment }) =>
    deletable === undefined
      ? `it keeps the states of ${environment}; destroy its cells, set deletable with a reason, deploy that, and retire it then`
      : undefined,
  load: async () => (await import("./state-storage")).StateStorage,
};
