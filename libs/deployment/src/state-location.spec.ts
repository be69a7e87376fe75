import { UserError } from "@tagform/outcome";
import fc from "fast-check";

import { type Cell, parseCell } from "./cell";
import { ENVIRONMENT_NAMES } from "./environment-name";
import { REGION_CODES } from "./region";
import { checkStatePrefix, stateLocation, type StateSettings, stateStore } from "./state-location";

const central: StateSettings = { tfBackendConfigPrefix: "p", buildRegion: "us-east-1", layout: "central" };
const regional: StateSettings = { ...central, layout: "regional" };

test.each([
  ["dev_us-east-1/research", "p-dev", "research/dev-us-east-1/terraform.tfstate", "p-lock-dev"],
  ["dev_eu-central-1/research", "p-dev", "research/dev-eu-central-1/terraform.tfstate", "p-lock-dev"],
  ["dev_ap-southeast-1/risk", "p-dev", "risk/dev-ap-southeast-1/terraform.tfstate", "p-lock-dev"],
  ["dev_global/research", "p-dev", "research/dev-global/terraform.tfstate", "p-lock-dev"],
  ["qa_us-east-1/research", "p-qa", "research/qa-us-east-1/terraform.tfstate", "p-lock-qa"],
  ["qa_ap-southeast-1/risk", "p-qa", "risk/qa-ap-southeast-1/terraform.tfstate", "p-lock-qa"],
])("the central state of %s lies in the build Region", (cell, bucket, key, lockTable) => {
  expect(stateLocation(parseCell(cell), central)).toEqual({ bucket, key, lockTable, region: "us-east-1" });
});

test("the central state moves with the build, not with the tag", () => {
  const settings: StateSettings = { ...central, buildRegion: "eu-west-1" };
  expect(stateLocation(parseCell("dev_us-east-1/research"), settings).region).toBe("eu-west-1");
});

test.each([
  ["dev_us-east-1/research", "p-use1-dev", "research/dev/terraform.tfstate", "p-use1-lock-dev", "us-east-1"],
  [
    "dev_eu-central-1/research",
    "p-euc1-dev",
    "research/dev/terraform.tfstate",
    "p-euc1-lock-dev",
    "eu-central-1",
  ],
  [
    "dev_ap-southeast-1/risk",
    "p-apse1-dev",
    "risk/dev/terraform.tfstate",
    "p-apse1-lock-dev",
    "ap-southeast-1",
  ],
])("the regional state of %s lies in its own Region", (cell, bucket, key, lockTable, region) => {
  expect(stateLocation(parseCell(cell), regional)).toEqual({ bucket, key, lockTable, region });
});

test("in the regional layout the global state lies beside the build Region's states, under a key of its own", () => {
  expect(stateLocation(parseCell("dev_global/research"), regional)).toEqual({
    bucket: "p-use1-dev",
    key: "research/dev-global/terraform.tfstate",
    lockTable: "p-use1-lock-dev",
    region: "us-east-1",
  });
});

test.each([
  ["central", "p-tooling", "p-lock-tooling"],
  ["regional", "p-euc1-tooling", "p-euc1-lock-tooling"],
] as const)(
  "in the %s layout, %s and %s keep the states of the platform in a Region",
  (layout, bucket, lockTable) => {
    const store = stateStore("tooling", "eu-central-1", { tfBackendConfigPrefix: "p", layout });
    expect(store).toEqual({ bucket, lockTable, region: "eu-central-1" });
  },
);

const anyCell: fc.Arbitrary<Cell> = fc.record({
  environment: fc.constantFrom(...ENVIRONMENT_NAMES),
  scope: fc.constantFrom("global" as const, "us-east-1" as const, "eu-west-1" as const),
  team: fc.constantFrom("a", "b", "dev", "global", "dev-global", "lock-dev"),
});

test.each(["central", "regional"] as const)("no two cells share a state in the %s layout", (layout) => {
  const place = (cell: Cell) => JSON.stringify(stateLocation(cell, { ...central, layout }));
  fc.assert(
    fc.property(anyCell, anyCell, (left, right) => {
      expect(place(left) === place(right)).toBe(JSON.stringify(left) === JSON.stringify(right));
    }),
    { numRuns: 2000 },
  );
});

test.each(REGION_CODES)(
  "a state bucket in %s has a valid name for every prefix that is accepted",
  (scope) => {
    const tfBackendConfigPrefix = "p".repeat(44);
    const { bucket } = stateLocation(
      { environment: "landing-zone", scope, team: "a" },
      { ...regional, tfBackendConfigPrefix },
    );
    expect(bucket.length).toBeLessThanOrEqual(63);
  },
);

test.each([
  ["", "central", "is empty, state buckets and lock tables need a prefix of yours"],
  [
    "p".repeat(60),
    "central",
    `"${"p".repeat(60)}" makes bucket names <prefix>-dev of up to 64 characters, AWS allows 63: shorten it by 1`,
  ],
  [
    "p".repeat(54),
    "regional",
    `"${"p".repeat(54)}" makes bucket names <prefix>-<Region>-dev of up to 64 characters, AWS allows 63: shorten it by 1`,
  ],
  [
    "Acme",
    "central",
    '"Acme" cannot be used: bucket name "Acme-dev" is malformed, AWS allows a-z, 0-9 and hyphens, no hyphen first or last',
  ],
  [
    "my.corp",
    "central",
    '"my.corp" cannot be used: bucket name "my.corp-dev" is malformed, AWS allows a-z, 0-9 and hyphens, no hyphen first or last',
  ],
  [
    "xn--corp",
    "central",
    '"xn--corp" cannot be used: bucket name "xn--corp-dev" begins with "xn--", which AWS keeps for itself',
  ],
] as const)("prefix %p in the %s layout is refused", (tfBackendConfigPrefix, layout, message) => {
  const issues = checkStatePrefix("state.tfBackendConfigPrefix", "dev", { tfBackendConfigPrefix, layout });
  expect(issues).toEqual([{ path: "state.tfBackendConfigPrefix", message }]);
});

test("a location is never computed from a prefix that is refused", () => {
  expect(() =>
    stateLocation(parseCell("dev_global/risk"), { ...central, tfBackendConfigPrefix: "" }),
  ).toThrow(
    new UserError(
      "state location has 1 issue:\n" +
        "  tfBackendConfigPrefix: is empty, state buckets and lock tables need a prefix of yours",
    ),
  );
});
