import { check, type Issue } from "@tagform/outcome";

import type { SecurityOrganization } from "./security-organization";

/** That a workload is in the cell of the home Region, which is deployed after what it needs. */
export function checkHomeRegion(
  path: string,
  { homeRegion }: Pick<SecurityOrganization, "homeRegion">,
  scope: string,
): Issue[] {
  return check(
    scope === homeRegion,
    path,
    `belongs to the cell of the organization's home Region ${homeRegion}, got ${scope}: move it to scopes.${homeRegion}`,
  );
}
