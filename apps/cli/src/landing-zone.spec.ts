import { checkLandingZone } from "@tagform/landing-zone-organization";

import { loadEnvironments } from "./environments";
import { loadLandingZone } from "./landing-zone";

test("every team's account was vended, is awaited, or is declared external", async () => {
  const [data, environments] = await Promise.all([loadLandingZone(), loadEnvironments()]);
  expect(checkLandingZone(data, environments)).toEqual([]);

  const others = Object.entries(data.accounts).filter(([name]) => name !== "research-dev");
  const issues = checkLandingZone({ ...data, accounts: Object.fromEntries(others) }, environments);
  expect(issues.map(({ path }) => path)).toEqual(["dev.teams.research.accountId"]);
});
