import type { ConditionBlock, PolicyStatement } from "./policy";
import { type AccessRequest, type ContextValue, factsOf } from "./request";
import { appliesTo } from "./statement";

const request: AccessRequest = {
  caller: { roleArn: "arn:aws:iam::111111111111:role/Reader", tags: { team: "research", odd: "a*" } },
  action: "s3:GetObject",
  resource: "arn:aws:s3:::bucket/research/report",
};
const statement: PolicyStatement = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
const applies = (more: Partial<PolicyStatement>, context: Record<string, ContextValue> = {}): boolean =>
  appliesTo({ ...statement, ...more }, factsOf({ ...request, context })) === "yes";

test.each([
  ["s3:GetObject", true],
  ["S3:getobject", true],
  ["s3:Get*", true],
  ["s3:GetObjec?", true],
  ["s3:GetObject?", false],
  ["*", true],
  ["s3:PutObject", false],
])("action %s names s3:GetObject: %s", (Action, expected) => {
  expect(applies({ Action })).toBe(expected);
  const others: PolicyStatement = { Effect: "Allow", NotAction: Action, Resource: "*" };
  expect(appliesTo(others, factsOf(request))).toBe(expected ? "no" : "yes");
});

test.each([
  ["arn:aws:s3:::bucket/*", true],
  ["arn:aws:s3:::bucket/research/repor?", true],
  ["arn:aws:s3:::BUCKET/*", false],
  ["arn:aws:s3:*:*:bucket/*", true],
  ["arn:aws:s3:*", false],
  ["arn:aws:*:::other/*", false],
  ["arn:aws:s3:::bucket/${aws:PrincipalTag/team}/*", true],
  ["arn:aws:s3:::bucket/${aws:PrincipalTag/Team}/*", true],
  ["arn:aws:s3:::bucket/${aws:PrincipalTag/nobody}*", false],
  ["arn:aws:s3:::bucket/${aws:PrincipalTag/nobody, 'research'}/*", true],
])("resource %s names the report: %s", (Resource, expected) => {
  expect(applies({ Resource })).toBe(expected);
});

test("a wildcard in a variable's value is a character", () => {
  const resource = (name: string) => ({ ...request, resource: `arn:aws:s3:::bucket/${name}` });
  const own = { ...statement, Resource: "arn:aws:s3:::bucket/${aws:PrincipalTag/odd}" };
  expect(appliesTo(own, factsOf(resource("a*")))).toBe("yes");
  expect(appliesTo(own, factsOf(resource("abc")))).toBe("no");
});

const keys = { "aws:TagKeys": ["team", "tag"] };

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
test.each<[ConditionBlock, Record<string, ContextValue>, boolean]>([
  [
    { StringEquals: { "aws:RequestTag/team": ["risk", "research"] } },
    { "aws:requesttag/team": "research" },
    true,
  ],
  [{ StringEquals: { "aws:RequestTag/team": "risk" } }, {}, false],
  [{ StringEquals: { "aws:RequestTag/team": "re*" } }, { "aws:RequestTag/team": "research" }, false],
  [{ StringLike: { "aws:RequestTag/team": "re*" } }, { "aws:RequestTag/team": "research" }, true],
  [{ StringNotEquals: { "aws:RequestTag/team": ["risk", "hr"] } }, { "aws:RequestTag/team": "hr" }, false],
  [{ StringNotEquals: { "aws:RequestTag/team": "risk" } }, {}, true],
  [{ StringEqualsIfExists: { "aws:RequestTag/team": "risk" } }, {}, true],
  [{ StringEqualsIfExists: { "aws:RequestTag/team": "risk" } }, { "aws:RequestTag/team": "hr" }, false],
  [{ StringEqualsIgnoreCase: { k: "RISK" } }, { k: "risk" }, true],
  [
    { StringEquals: { "aws:PrincipalTag/team": "${aws:RequestTag/team}" } },
    { "aws:RequestTag/team": "hr" },
    false,
  ],
  [
    { StringEquals: { "aws:PrincipalTag/team": "${aws:RequestTag/team}" } },
    { "aws:RequestTag/team": "research" },
    true,
  ],
  [{ Null: { "aws:RequestTag/team": "true" } }, {}, true],
  [{ Null: { "aws:RequestTag/team": "false" } }, {}, false],
  [{ Bool: { "aws:SecureTransport": "true" } }, { "aws:SecureTransport": "true" }, true],
  [{ NumericLessThanEquals: { "aws:MultiFactorAuthAge": "3600" } }, { "aws:MultiFactorAuthAge": "60" }, true],
  [{ ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/Read*" } }, {}, true],
  [{ ArnEquals: { "aws:PrincipalArn": "arn:aws:iam::222222222222:role/Reader" } }, {}, false],
  [{ ArnLike: { k: "arn:aws:iam::1*" } }, { k: "arn:aws:iam::1:role/x" }, false],
  [{ "ForAllValues:StringEquals": { "aws:TagKeys": ["team", "tag", "commit"] } }, keys, true],
  [{ "ForAllValues:StringEquals": { "aws:TagKeys": ["team"] } }, keys, false],
  [{ "ForAllValues:StringEquals": { "aws:TagKeys": ["team"] } }, {}, true],
  [{ "ForAnyValue:StringEquals": { "aws:TagKeys": ["team"] } }, keys, true],
  [{ "ForAnyValue:StringEquals": { "aws:TagKeys": ["team"] } }, {}, false],
  [{ "ForAnyValue:StringNotEquals": { "aws:TagKeys": ["team"] } }, keys, true],
  [{ "ForAnyValue:StringEqualsIfExists": { "aws:TagKeys": ["team"] } }, {}, true],
  [{ "ForAnyValue:StringEqualsIfExists": { "aws:TagKeys": ["commit"] } }, keys, false],
  [{ StringEquals: { "aws:ResourceAccount": "111111111111" }, Bool: { k: "true" } }, { k: "false" }, false],
])("condition %j with %j holds: %s", (Condition, context, expected) => {
  expect(applies({ Condition }, context)).toBe(expected);
});

test.each<[string, ConditionBlock]>([
  ["condition operator StringMatches is unknown", { StringMatches: { k: "x" } }],
  ["condition operator ForSomeValues:StringEquals is unknown", { "ForSomeValues:StringEquals": { k: "x" } }],
  ["which has several values", { StringEquals: { "aws:TagKeys": "team" } }],
  ['has to be "true" or "false", got maybe', { Null: { k: "maybe" } }],
  ["has no value to be different from", { StringNotEquals: { "aws:PrincipalArn": "${aws:username}" } }],
])("what it cannot judge is an error: %s", (message, Condition) => {
  expect(() => applies({ Condition }, keys)).toThrow(message);
});
