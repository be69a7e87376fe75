import type { EnrolledProduct } from "../aws/enrolled-products";
import type { CustomizationsRun, FrameworkRun } from "../aws/factory-runs";
import { accountRequest } from "../fixtures/landing-zone";
import { decideRetry } from "../retry/retry-request";
import { type FactoryFacts, progressOf } from "./factory-progress";

const NOW = new Date("2026-11-21T12:00:00Z");
const SINCE = "2026-11-21T11:40:00.000Z";
const EMAIL = "aws+a@example.com";
const account = {
  accountId: "012345678901",
  name: "a",
  email: EMAIL,
  state: "ACTIVE",
  parentId: "ou-ab12-44444444",
} as const;
const run = (overrides: Partial<FrameworkRun>): FrameworkRun => ({
  arn: "arn:run",
  email: EMAIL,
  state: "succeeded",
  startedAt: SINCE,
  ...overrides,
});
const customizations = (overrides: Partial<CustomizationsRun>): CustomizationsRun => ({
  id: "exec-1",
  state: "succeeded",
  startedAt: SINCE,
  ...overrides,
});
const product = (overrides: Partial<EnrolledProduct>): EnrolledProduct => ({
  id: "pp-1",
  name: "a",
  state: "AVAILABLE",
  ...overrides,
});

function facts(overrides: Partial<FactoryFacts>): FactoryFacts {
  return {
    named: { name: "a", accountId: "pending: a", request: accountRequest("a") },
    stored: { id: { S: EMAIL } },
    account: undefined,
    since: SINCE,
    isKnown: false,
    product: undefined,
    customizations: undefined,
    run: undefined,
    event: undefined,
    isOld: false,
    ...overrides,
  };
}

test.each<[string, Partial<FactoryFacts>, string]>([
  ["without a request", { stored: undefined }, "not-requested"],
  ["with a request alone", {}, "requested"],
  ["that Control Tower makes", { product: product({ state: "UNDER_CHANGE" }) }, "control-tower"],
  ["that Control Tower did not make", { product: product({ state: "ERROR" }) }, "failed"],
  [
    "whose creation Control Tower said has failed",
    { event: { accountName: "a", succeeded: false, time: SINCE } },
    "failed",
  ],
  ["that exists, before the framework", { account }, "control-tower"],
  ["in the framework", { account, run: run({ state: "running" }) }, "framework"],
  ["whose framework failed", { account, run: run({ state: "failed", cause: "no" }) }, "failed"],
  ["after the framework", { account, run: run({}) }, "customizations"],
  [
    "in its customizations",
    { account, run: run({}), customizations: customizations({ state: "running" }) },
    "customizations",
  ],
  [
    "whose customizations failed",
    { account, run: run({}), customizations: customizations({ state: "failed" }) },
    "failed",
  ],
  ["after its customizations", { account, run: run({}), customizations: customizations({}) }, "ready"],
  [
    "whose runs AWS has forgotten",
    { account, isKnown: true, isOld: true, customizations: customizations({}) },
    "ready",
  ],
  ["that is closed", { account: { ...account, state: "SUSPENDED" } }, "closed"],
])("an account %s", (_, overrides, stage) => {
  expect(progressOf(facts(overrides), NOW).stage).toBe(stage);
});

test("one that takes longer than accounts take is late, and says what to do", () => {
  expect(progressOf(facts({ account }), NOW)).toMatchObject({ minutes: 20, isLate: false, next: null });
  const later = new Date("2026-11-21T12:26:00Z");
  expect(progressOf(facts({ account }), later)).toMatchObject({
    minutes: 46,
    isLate: true,
    next: "tagform accounts retry a",
  });
});

describe("what is retried", () => {
  test.each<[string, Partial<FactoryFacts>, string]>([
    ["a failed product goes first", { product: product({ state: "ERROR" }) }, "request-without-product"],
    [
      "a creation that failed without one is requested anew",
      { event: { accountName: "a", succeeded: false, time: SINCE } },
      "request",
    ],
    ["a failed framework runs again", { account, run: run({ state: "failed" }) }, "framework"],
    [
      "failed customizations run again",
      { account, isKnown: true, run: run({}), customizations: customizations({ state: "failed" }) },
      "customizations",
    ],
    [
      "what is ready is left alone",
      { account, isKnown: true, run: run({}), customizations: customizations({}) },
      "nothing",
    ],
  ])("%s", (_, overrides, action) => {
    expect(decideRetry(facts(overrides), NOW).action).toBe(action);
  });

  test.each<[string, Partial<FactoryFacts>, string]>([
    ["while it is under way", { account }, "a is under way (AFT's provisioning framework has not begun"],
    [
      "while something runs, however late",
      { account, run: run({ state: "running" }), since: "2026-11-20T11:40:00.000Z" },
      "a is under way (AFT's provisioning framework runs",
    ],
    [
      "where only Control Tower can go on",
      { account, product: product({ state: "TAINTED", message: "SCP denies" }) },
      "a: Control Tower could not set the account up (SCP denies)",
    ],
    ["what was never requested", { stored: undefined }, "a was never requested"],
  ])("nothing is done %s", (_, overrides, words) => {
    expect(() => decideRetry(facts(overrides), NOW)).toThrow(words);
  });
});
