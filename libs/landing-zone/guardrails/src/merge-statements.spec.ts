import { judge, type PolicyDocument, type PolicyStatement } from "@tagform/policy-evaluator";

import { mergedStatements } from "./merge-statements";
import { packPolicies } from "./pack-policies";
import { documentText } from "./statement-text";

const deny = (more: Partial<PolicyStatement> = {}): PolicyStatement => ({
  Sid: "A",
  Effect: "Deny",
  Action: "s3:GetObject",
  Resource: "*",
  ...more,
});
const merge = (...statements: PolicyStatement[]) =>
  mergedStatements(statements.map((statement) => ({ names: ["own"], statement }))).map(
    ({ statement }) => statement,
  );

test("statements that differ in their actions only become one, under both their Sids", () => {
  expect(merge(deny(), deny({ Sid: "B", Action: ["s3:PutObject", "s3:GetObject"] }))).toEqual([
    deny({ Sid: "AB", Action: ["s3:GetObject", "s3:PutObject"] }),
  ]);
});

test("statements that differ in their resources only become one", () => {
  expect(merge(deny({ Resource: "arn:aws:s3:::b" }), deny({ Sid: "B", Resource: "arn:aws:s3:::a" }))).toEqual(
    [deny({ Sid: "AB", Resource: ["arn:aws:s3:::a", "arn:aws:s3:::b"] })],
  );
});

test("exceptions are not united: each of them would except what the other denies", () => {
  const two: PolicyStatement[] = [
    { Sid: "A", Effect: "Deny", NotAction: "s3:*", Resource: "*" },
    { Sid: "B", Effect: "Deny", NotAction: "iam:*", Resource: "*" },
  ];
  expect(merge(...two)).toEqual(two);
});

test("conditions and effects are not united", () => {
  const other = deny({ Sid: "B", Condition: { Bool: { "aws:SecureTransport": "false" } } });
  expect(merge(deny(), other)).toEqual([deny(), other]);
});

test.each([
  [["s3:*", "s3:GetObject"], "s3:*"],
  [
    ["s3:Get*", "s3:getobject", "s3:PutObject"],
    ["s3:Get*", "s3:PutObject"],
  ],
  // A "?" stands for one character; the "*" of another pattern for more.
  [
    ["s3:Ge??", "s3:Ge*t"],
    ["s3:Ge*t", "s3:Ge??"],
  ],
  [["s3:Ge?*", "s3:Ge?Object"], "s3:Ge?*"],
  [["s3:Ge?*", "s3:Ge*"], "s3:Ge*"],
])("of %j, what another covers is left out: %j", (actions, left) => {
  expect(merge(deny({ Action: actions }))).toEqual([deny({ Action: left })]);
});

/** Numbers that look random and are the same in each run. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const ACTIONS = [
  "s3:*",
  "s3:Get*",
  "s3:GetObject",
  "s3:PutObject",
  "s3:Get?bject",
  "ec2:RunInstances",
  "iam:*",
  "*",
];
const RESOURCES = ["*", "arn:aws:s3:::a/*", "arn:aws:s3:::b/*", "arn:aws:iam::123456789012:role/x"];
const CONDITIONS: PolicyStatement["Condition"][] = [
  undefined,
  { StringNotEquals: { "aws:RequestedRegion": ["eu-central-1", "us-east-1"] } },
  { ArnNotLike: { "aws:PrincipalArn": "arn:*:iam::*:role/InfraBuildRole" } },
  { Bool: { "aws:SecureTransport": "false" } },
];

function randomStatements(random: (below: number) => number): PolicyStatement[] {
  const some = (values: readonly string[]): string[] =>
    Array.from({ length: 1 + random(3) }, () => values[random(values.length)]!);
  // Few conditions and resources, so that many statements differ in their actions only.
  return Array.from({ length: 1 + random(10) }, (_, index) => {
    const condition = random(3) === 0 ? CONDITIONS[random(CONDITIONS.length)] : undefined;
    const actions = some(ACTIONS);
    return {
      Sid: `S${index}`,
      Effect: "Deny",
      ...(random(3) === 0 ? { NotAction: actions } : { Action: actions }),
      ...(random(6) === 0
        ? { NotResource: some(RESOURCES.slice(1)) }
        : { Resource: random(2) === 0 ? "*" : some(RESOURCES) }),
      ...(condition && { Condition: condition }),
    };
  });
}

const ALL: PolicyDocument = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
};

function answers(
  documents: readonly (readonly PolicyStatement[])[],
  random: (below: number) => number,
): string[] {
  const policies = documents.map((Statement, index) => ({
    name: `${index}`,
    document: { Version: "2012-10-17" as const, Statement },
  }));
  const level = { name: "Root", policies: [{ name: "all", document: ALL }, ...policies] };
  return Array.from({ length: 12 }, () => {
    const action = ["s3:GetObject", "s3:PutObject", "s3:GetBucketAcl", "ec2:RunInstances", "iam:GetRole"][
      random(5)
    ]!;
    const request = {
      caller: { roleArn: `arn:aws:iam::123456789012:role/${["InfraBuildRole", "web"][random(2)]}` },
      action,
      resource: ["arn:aws:s3:::a/k", "arn:aws:s3:::b/k", "arn:aws:iam::123456789012:role/x"][random(3)]!,
      resourceAccount: "123456789012",
      context: {
        "aws:RequestedRegion": ["eu-central-1", "sa-east-1"][random(2)]!,
        "aws:SecureTransport": ["true", "false"][random(2)]!,
      },
    };
    return judge(request, { identity: "not judged", serviceControl: [level] }).answer;
  });
}

const SEEDS = Array.from({ length: 300 }, (_, seed) => seed);

test.each(SEEDS)("merged statements answer every request as they did before (seed %i)", (seed) => {
  const statements = randomStatements(randomFrom(seed));
  expect(answers([merge(...statements)], randomFrom(seed + 1))).toEqual(
    answers([statements], randomFrom(seed + 1)),
  );
});

test.each(SEEDS)("so do those that are packed into small documents (seed %i)", (seed) => {
  const statements = randomStatements(randomFrom(seed));
  const policies = statements.map((statement, index) => ({ name: `p${index % 3}`, statements: [statement] }));
  const packing = packPolicies(policies, { characters: 500, places: 99 });
  const documents = "documents" in packing ? packing.documents : [];
  const composed = documents.map((document) => document.statements);
  expect(composed.filter((document) => documentText(document).length > 500)).toEqual([]);
  expect(answers(composed, randomFrom(seed + 1))).toEqual(answers([statements], randomFrom(seed + 1)));
});
