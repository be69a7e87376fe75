import type { Kind } from "@tagform/workload-kind";

import { checkLogArchive } from "./check-log-archive";
import type { LogArchiveConfig } from "./log-archive-config";

export const logArchive: Kind<LogArchiveConfig> = {
  kind: "log-archive",
  summary: "a bucket that takes the logs of all accounts of the organization and gives none up",
  scope: "global",
  check: checkLogArchive,
  beforeRetiring: ({ deletable, bucketName }) =>
    deletable === undefined
      ? `${bucketName} keeps the logs of all accounts; set deletable with a reason, deploy that, and retire it then`
      : undefined,
  load: async () => (await import("./log-archive")).LogArchive,
};
