import { checkEnvironments } from "@tagform/config";
import { checkLandingZone } from "@tagform/landing-zone-organization";
import { formatIssues } from "@tagform/outcome";
import { kinds } from "@tagform/workload-catalog";

import { accounts, environment, organization } from "./index";

test("landing-zone has no issue of its own", () => {
  const issues = [
    ...checkEnvironments([environment], kinds),
    ...checkLandingZone({ organization, accounts }, [environment]),
  ];
  expect(formatIssues("landing-zone", issues)).toBe("landing-zone has 0 issues:");
});

test("nothing is deployed outside the Regions that the landing zone governs", () => {
  expect(environment.regions).toEqual(organization.governedRegions);
});
