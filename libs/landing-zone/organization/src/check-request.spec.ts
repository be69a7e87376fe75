import type { AccountRequest } from "./account-request";
import { checkRequest } from "./check-request";
import { organization, request } from "./sample-organization";

const issues = (overrides: Partial<AccountRequest>, of = organization) =>
  checkRequest("r", { ...request, ...overrides }, of).map(({ path, message }) => `${path}: ${message}`);

test("a complete request has no issue", () => {
  expect(issues({})).toEqual([]);
});

test.each<[string, Partial<AccountRequest>, string]>([
  ["of 51 characters", { name: "a".repeat(51) }, "r.name: must have 1 to 50 ASCII characters"],
  ["of no character", { name: "" }, "r.name: must have 1 to 50 ASCII characters"],
  ["with a letter outside ASCII", { name: "prüfung" }, "r.name: must have 1 to 50 ASCII characters"],
  ["that Control Tower gave", { name: "Log Archive" }, 'r.name: "Log Archive" is the name of an account'],
])("a name %s is an issue", (_what, overrides, message) => {
  expect(issues(overrides)).toEqual([expect.stringContaining(message)]);
});

test("a name of 50 characters is none", () => {
  expect(issues({ name: "a".repeat(50) })).toEqual([]);
});

const OF_64 = `aws+${"a".repeat(48)}@example.com`;

test.each([
  [OF_64, []],
  [`a${OF_64}`, ["r.email: must have 6 to 64 characters, got 65"]],
  ["a@b.c", ["r.email: must have 6 to 64 characters, got 5"]],
  ["research.example.com", ["r.email: must be <name>@<domain>"]],
  ["a@b@example.com", ["r.email: must be <name>@<domain>"]],
  [".ops@example.com", ["r.email: must have a name of ASCII characters"]],
  ["ops;rm@example.com", ["r.email: must have a name of ASCII characters"]],
  ["ops@-example.com", ["r.email: must have a domain"]],
  ["ops@localhost", ["r.email: must have a domain"]],
])("e-mail address %s", (email, expected) => {
  expect(issues({ email })).toEqual(expected.map((message) => expect.stringContaining(message) as string));
});

test("a unit must be known, exist, and be registered where Control Tower vends", () => {
  expect(issues({ organizationalUnit: "Workloads/Dve" })).toEqual([
    'r.organizationalUnit: unit "Workloads/Dve" is unknown, only Workloads, Workloads/Dev, Workloads/New, Suspended, did you mean "Workloads/Dev"?',
  ]);
  expect(issues({ organizationalUnit: "Workloads/New" })).toEqual([expect.stringContaining("has no id yet")]);
  expect(issues({ organizationalUnit: "Suspended" })).toEqual([expect.stringContaining("is not registered")]);
  const without = { ...organization, vending: "organizations" } as const;
  expect(issues({ organizationalUnit: "Suspended" }, without)).toEqual([]);
});

test("tags that are missing, reserved or too long are issues", () => {
  expect(issues({ tags: {} })).toEqual(["r.tags.CostCenter: is missing: every account must have this tag"]);
  expect(issues({ tags: { CostCenter: "1", "aws:team": "x" } })).toEqual([
    expect.stringContaining("r.tags.aws:team: must have 1 to 128"),
  ]);
  expect(issues({ tags: { CostCenter: "1".repeat(257) } })).toEqual([expect.stringContaining("at most 256")]);
});

test("custom fields must fit into parameters", () => {
  expect(issues({ customFields: { vpc_cidr: "10.0.0.0/20" } })).toEqual([]);
  expect(issues({ customFields: { "a b": "x", empty: "", long: "é".repeat(2049) } })).toEqual([
    expect.stringContaining("r.customFields.a b: must have a name"),
    "r.customFields.empty: must have 1 to 4096 bytes, as a parameter has, got 0",
    "r.customFields.long: must have 1 to 4096 bytes, as a parameter has, got 4098",
  ]);
});

test("everything that is wrong is told at once", () => {
  const overrides: Partial<AccountRequest> = {
    ...{ name: " ", email: "x", organizationalUnit: "Nowhere", tags: {} },
    ssoUser: { email: "nobody", firstName: "", lastName: "" },
    change: { requestedBy: "", reason: " " },
    customizations: "../all",
    offboard: { as: "close", reason: "" },
  };
  const paths = issues(overrides).map((issue) => issue.slice(0, issue.indexOf(":")));
  expect(new Set(paths)).toEqual(
    new Set([
      ...["r.name", "r.email", "r.organizationalUnit", "r.ssoUser.email", "r.ssoUser.firstName"],
      ...["r.ssoUser.lastName", "r.change.requestedBy", "r.change.reason", "r.tags.CostCenter"],
      ...["r.customizations", "r.offboard.reason"],
    ]),
  );
});
