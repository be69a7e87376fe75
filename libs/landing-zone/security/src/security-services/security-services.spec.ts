import { GuarddutyDetector } from "@cdktf/provider-aws/lib/guardduty-detector";
import { SecurityhubAccount } from "@cdktf/provider-aws/lib/securityhub-account";
import { synthStack } from "@tagform/testing";

import { ORGANIZATION } from "../fixtures/organization";
import { propsOf } from "../fixtures/props";
import { checkSecurityServices } from "./check-security-services";
import { SecurityServices } from "./security-services";
import type { SecurityServicesConfig } from "./security-services-config";

const SERVICES: SecurityServicesConfig = {
  kind: "security-services",
  organization: ORGANIZATION,
  findingFrequency: "FIFTEEN_MINUTES",
};

test("it is the audit account's, and says how often findings are told", () => {
  expect(checkSecurityServices("w", SERVICES, { scope: "global", accountId: "101010101010" })).toEqual([]);
  const bad = { ...SERVICES, findingFrequency: "HOURLY" as "ONE_HOUR" };
  expect(checkSecurityServices("w", bad, { scope: "global", accountId: "888888888888" })).toMatchObject([
    { path: "w", message: expect.stringContaining("account audit (101010101010) only") },
    {
      path: "w.findingFrequency",
      message: "must be one of FIFTEEN_MINUTES, ONE_HOUR, SIX_HOURS, got HOURLY",
    },
  ]);
});

test("every governed Region has a detector, and a hub without standards of its own", () => {
  const stack = synthStack(
    (each) => new SecurityServices(each, "services", propsOf(SERVICES, "101010101010")),
  );
  expect(stack.all(GuarddutyDetector)).toMatchObject([{ enable: true }, { region: "eu-central-1" }]);
  expect(stack.all(SecurityhubAccount)).toMatchObject([
    { enable_default_standards: false, control_finding_generator: "SECURITY_CONTROL" },
    { region: "eu-central-1" },
  ]);
});
