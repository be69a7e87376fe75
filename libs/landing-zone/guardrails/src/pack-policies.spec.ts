import type { PolicyStatement } from "@tagform/policy-evaluator";

import { sampleOrganization } from "./fixtures/sample-organization";
import { packPolicies } from "./pack-policies";
import { POLICY_LIMITS, roomFor } from "./policy-limits";
import { documentText } from "./statement-text";
import type { OwnPolicy } from "./unit-guardrails";
import { unitPolicies } from "./unit-policies";

/** A statement whose document has exactly so many characters. */
function statementOf(characters: number, Sid = "A"): PolicyStatement {
  const statement = (name: string): PolicyStatement => ({ Sid, Effect: "Deny", Action: name, Resource: "*" });
  const rest = documentText([statement("")]).length;
  return statement(`s3:${"A".repeat(characters - rest - 3)}`);
}

/** Policies that cannot be merged: each has a condition of its own. */
const numbered = (count: number, characters: number) =>
  Array.from({ length: count }, (_, index) => {
    const Condition = { StringEquals: { "aws:PrincipalTag/number": `${index}` } };
    const more = JSON.stringify({ Condition }).length - 1;
    const statement = statementOf(characters - more, `S${index + 1}`);
    return { name: `p${index + 1}`, statements: [{ ...statement, Condition }] };
  });

// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
test.each([
  ["service-control", 10_239, true],
  ["service-control", 10_240, true],
  ["service-control", 10_241, false],
  ["resource-control", 5119, true],
  ["resource-control", 5120, true],
  ["resource-control", 5121, false],
] as const)("a %s of %i characters fits: %s", (type, characters, fits) => {
  const packing = packPolicies([{ name: "long", statements: [statementOf(characters)] }], {
    characters: POLICY_LIMITS[type].characters,
    places: 1,
  });
  expect("documents" in packing).toBe(fits);
  if (!fits) expect(packing).toEqual({ overflow: { documents: undefined, names: ["long"] } });
});

test("what does not fit in one document goes on in another, with its name", () => {
  const packing = packPolicies(numbered(3, 400), { characters: 900, places: 5 });
  expect(packing).toMatchObject({ documents: [{ names: ["p1", "p2"] }, { names: ["p3"] }] });
});

test("the policy that is one too many names what does not fit, the longest first", () => {
  const policies = [...numbered(5, 5000), { name: "longest", statements: [statementOf(5100, "L")] }];
  expect(packPolicies(policies, { characters: 5120, places: 6 })).toHaveProperty("documents");
  expect(packPolicies(policies, { characters: 5120, places: 5 })).toEqual({
    overflow: { documents: 6, names: ["longest", "p1", "p2", "p3", "p4", "p5"] },
  });
});

test("a list of actions that is too long for a document is cut", () => {
  const actions = Array.from({ length: 40 }, (_, index) => `s3:Action${"X".repeat(20)}${index}`);
  const packing = packPolicies(
    [{ name: "many", statements: [{ Sid: "Many", Effect: "Deny", Action: actions, Resource: "*" }] }],
    { characters: 700, places: 4 },
  );
  const documents = "documents" in packing ? packing.documents : [];
  expect(documents.flatMap(({ statements }) => statements.flatMap(({ Action }) => Action)).sort()).toEqual(
    actions.sort(),
  );
  expect(documents.length).toBeGreaterThan(1);
});

test("statements are merged only where they do not fit otherwise", () => {
  const two = ["s3:GetObject", "s3:PutObject"].map((Action, index) => ({
    name: `p${index}`,
    statements: [{ Sid: `S${index}`, Effect: "Deny" as const, Action, Resource: "*" }],
  }));
  const roomy = packPolicies(two, { characters: 1000, places: 1 });
  expect(roomy).toMatchObject({ documents: [{ statements: [{ Sid: "S0" }, { Sid: "S1" }] }] });
  const narrow = packPolicies(two, { characters: 135, places: 1 });
  expect(narrow).toMatchObject({ documents: [{ names: ["p0", "p1"], statements: [{ Sid: "S0S1" }] }] });
});

test("the order of the data does not matter", () => {
  const policies = numbered(6, 500);
  const packing = (given: typeof policies) => packPolicies(given, { characters: 1200, places: 9 });
  expect(packing([...policies].reverse())).toEqual(packing(policies));
});

const rcp: OwnPolicy = {
  type: "resource-control",
  reason: "r",
  statements: [{ Effect: "Deny", Action: "s3:*", Resource: "*" }],
};
const long = (count: number, type: "service-control" | "resource-control"): Record<string, OwnPolicy> =>
  Object.fromEntries(
    numbered(count, POLICY_LIMITS[type].characters - 100).map(({ name, statements }) => [
      name,
      { type, reason: "r", statements },
    ]),
  );

describe("room on a target", () => {
  const { units } = sampleOrganization();
  test.each([
    ["service-control", "Root", 9],
    ["service-control", "Suspended", 9],
    ["service-control", "Workloads", 2],
    ["resource-control", "Root", 4],
    ["resource-control", "Workloads", 4],
    ["declarative", "Workloads", 10],
  ] as const)("of %s policies on %s: %i", (type, path, places) => {
    expect(roomFor(type, path, units[path]!).places).toBe(places);
  });

  test("what Control Tower keeps there takes places", () => {
    const unit = { ...units["Workloads"]!, guardrails: { controlTowerPolicies: 4 } };
    expect(roomFor("service-control", "Workloads", unit)).toEqual({
      places: 0,
      because:
        "AWS allows 5 on a unit that Control Tower governs, one is FullAWSAccess, 4 are Control Tower's",
    });
    const controls = { "CT.S3.PV.5": { reason: "r" } };
    expect(roomFor("resource-control", "Workloads", { ...unit, guardrails: { controls } }).places).toBe(3);
  });

  test("four resource control policies of full length fit beside RCPFullAWSAccess, a fifth does not", () => {
    const of = (count: number) =>
      unitPolicies(sampleOrganization({ Root: { policies: long(count, "resource-control") } }));
    expect(of(4).policies.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
    expect(of(5).overflows).toMatchObject([{ unit: "Root", type: "resource-control", documents: 5 }]);
  });

  test("nine service control policies of full length fit on the root, a tenth does not", () => {
    const of = (count: number) =>
      unitPolicies(sampleOrganization({ Root: { policies: long(count, "service-control") } }));
    expect(of(9).policies).toHaveLength(9);
    expect(of(10).overflows).toMatchObject([{ unit: "Root", type: "service-control", documents: 10 }]);
  });

  test("declarative policies are attached one by one, ten at most", () => {
    const declares = (count: number): Record<string, OwnPolicy> =>
      Object.fromEntries(
        Array.from({ length: count }, (_, index) => [
          `d${String(index).padStart(2, "0")}`,
          { type: "declarative", reason: "r", declares: { serialConsoleAccess: "disabled" } },
        ]),
      );
    const of = (count: number) => unitPolicies(sampleOrganization({ Root: { policies: declares(count) } }));
    expect(of(10).policies).toHaveLength(10);
    expect(of(11).overflows).toMatchObject([{ documents: 11 }]);
  });

  test.each([
    [10_000, 1],
    [10_001, 0],
  ])("a declarative policy of %i characters: %i", (characters, count) => {
    const empty = '{"ec2_attributes":{"exception_message":{"@@assign":""}}}'.length;
    const declares = { exceptionMessage: "x".repeat(characters - empty) };
    const organization = sampleOrganization({
      Root: { policies: { told: { type: "declarative", reason: "r", declares } } },
    });
    expect(unitPolicies(organization).policies).toHaveLength(count);
  });
});

test("every statement has a Sid of its own in its document", () => {
  const policies: Record<string, OwnPolicy> = {
    own: {
      type: "service-control",
      reason: "r",
      statements: [{ Effect: "Deny", Action: "a4b:*", Resource: "*" }],
    },
    "perimeter-data": { type: "ready", use: "resource-perimeter", services: ["s3"], reason: "r" },
    "perimeter-sessions": { type: "ready", use: "resource-perimeter", services: ["sts"], reason: "r" },
    rcp,
  };
  const all = unitPolicies(sampleOrganization({ Workloads: { policies } })).policies;
  expect(all.map(({ type, document }) => [type, [document!.Statement].flat().map(({ Sid }) => Sid)])).toEqual(
    [
      ["service-control", ["Own1"]],
      [
        "resource-control",
        [
          ...["OutsideOrganization", "ServicesForOthers"],
          ...["OutsideOrganizationOfPerimeterSessions1", "ServicesForOthersOfPerimeterSessions2", "Rcp1"],
        ],
      ],
    ],
  );
});
