import type { Kind } from "@tagform/workload-kind";

import { checkWeb } from "./check-web";
import type { WebConfig } from "./web-config";

export const web: Kind<WebConfig> = {
  kind: "web",
  summary: "a page behind an internet-facing load balancer, in a network of its own",
  scope: "regional",
  check: checkWeb,
  addressRanges: (path, { network }) => [{ path: `${path}.network.cidr`, cidr: network.cidr }],
  beforeRetiring: ({ deletable }) =>
    deletable === undefined
      ? "its load balancer is protected from deletion; set deletable with a reason, deploy that, and retire it then"
      : undefined,
  load: async () => (await import("./web-workload")).WebWorkload,
};
