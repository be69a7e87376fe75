import type { GuardedOrganization } from "@tagform/landing-zone-guardrails";

import { checkGuardrailsConfig } from "./check-guardrails-config";
import type { GuardrailsConfig } from "./guardrails-config";
import { guardrails } from "./guardrails-kind";

const organization: GuardedOrganization = {
  id: "o-a1b2c3d4e5",
  rootId: "r-ab12",
  homeRegion: "us-east-1",
  governedRegions: ["us-east-1"],
  accounts: { management: "888888888888", logArchive: "999999999999", audit: "101010101010" },
  units: {
    Workloads: {
      id: "ou-ab12-33333333",
      registered: true,
      guardrails: { controls: { "CT.EC2.PV.3": { reason: "nobody shares snapshots" } } },
    },
  },
};
const issues = (more: Partial<GuardrailsConfig> = {}, accountId = "888888888888") =>
  checkGuardrailsConfig(
    "w",
    { kind: "guardrails", organization, ...more },
    { scope: "global", accountId },
  ).map(({ path, message }) => `${path}: ${message}`);

test("guardrails in the management account are no issue", () => {
  expect(issues()).toEqual([]);
  expect(issues({ concurrentOperations: { all: 10, proactive: 10 } })).toEqual([]);
});

test.each<[string, string[], string]>([
  [
    "another account",
    issues({}, "123456789012"),
    'w: must be in the management account "888888888888", which alone attaches policies, got "123456789012"',
  ],
  [
    "more at a time than AWS allows",
    issues({ concurrentOperations: { all: 101, proactive: 20 } }),
    "w.concurrentOperations.all: must be a whole number from 1 to 100, which AWS allows, got 101",
  ],
  [
    "more proactive ones than AWS allows",
    issues({ concurrentOperations: { all: 100, proactive: 21 } }),
    "w.concurrentOperations.proactive: must be a whole number from 1 to 20, which AWS allows, got 21",
  ],
  [
    "more proactive ones than all",
    issues({ concurrentOperations: { all: 5, proactive: 6 } }),
    "w.concurrentOperations.proactive: is 6, more than the 5 of all kinds together: lower it",
  ],
  [
    "an issue of the organization's data",
    issues({
      organization: {
        ...organization,
        units: {
          Workloads: { registered: true, guardrails: { controls: { "CT.EC2.PV.3": { reason: "" } } } },
        },
      },
    }),
    "w.organization.units.Workloads.id: is missing",
  ],
  [
    "two units whose policies would have the same names",
    issues({
      organization: { ...organization, units: { "A B": { registered: true }, "A-B": { registered: true } } },
    }),
    "w.organization.units.A-B: would have policies of the same names as A B: rename one of them",
  ],
])("%s is an issue", (_case, found, message) => {
  expect(found[0]).toContain(message);
});

test("guardrails are retired only once the data has none", () => {
  expect(guardrails.beforeRetiring?.({ kind: "guardrails", organization })).toContain(
    "Workloads would be without guardrails",
  );
  expect(
    guardrails.beforeRetiring?.({ kind: "guardrails", organization: { ...organization, units: {} } }),
  ).toBeUndefined();
});
