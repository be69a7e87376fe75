import type { Kind } from "@tagform/workload-kind";

import { checkOrganizationTrail } from "./check-organization-trail";
import type { OrganizationTrailConfig } from "./organization-trail-config";

export const organizationTrail: Kind<OrganizationTrailConfig> = {
  kind: "organization-trail",
  summary: "the trail of who did what in all accounts: made here, or Control Tower's, which must be there",
  scope: "global",
  check: checkOrganizationTrail,
  beforeRetiring: ({ trail }) =>
    trail.madeBy === "tagform" && trail.deletable === undefined
      ? `trail ${trail.name} records all accounts; set deletable with a reason, deploy that, and retire it then`
      : undefined,
  load: async () => (await import("./organization-trail")).OrganizationTrail,
};
