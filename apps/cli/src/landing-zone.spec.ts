import { checkLandingZone } from "@tagform/landing-zone-organization";

import { loadEnvironments } from "./environments";
import { loadLandingZone } from "./landing-zone";

test("every team's account was vended, is awaited, or is declared external", async () => {
  const [data, environments] = await Promise.all([loadLandingZone(), loadEnvironments()]);
  expect(checkLandingZone(data, environments)).toEqual([]);

  const { "research-dev": _gone, ...others } = data.accounts;
  const issues = checkLandingZone({ ...data, accounts: others }, environments);
  expect(issues.map(({ path }) => path)).toEqual(["dev.teams.research.accountId"]);
});
