import { type CtyObject, textOf } from "../cty/cty-value";
import { policyDocument } from "./policy-document";

function render(config: CtyObject): unknown {
  return JSON.parse(textOf(policyDocument(config)["json"]) ?? "");
}

test("a statement is rendered as the AWS provider renders it", () => {
  const document = policyDocument({
    statement: [
      {
        sid: "Trust",
        actions: ["sts:AssumeRole", "sts:TagSession"],
        principals: [{ type: "Service", identifiers: ["ec2.amazonaws.com"] }],
        condition: [{ test: "StringEquals", variable: "aws:username", values: ["&{aws:username}"] }],
      },
    ],
  });
  expect(document["json"]).toBe(`{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "Trust",
      "Effect": "Allow",
      "Action": [
        "sts:TagSession",
        "sts:AssumeRole"
      ],
      "Principal": {
        "Service": "ec2.amazonaws.com"
      },
      "Condition": {
        "StringEquals": {
          "aws:username": "\${aws:username}"
        }
      }
    }
  ]
}`);
  expect(JSON.parse(textOf(document["minified_json"]) ?? "")).toEqual(
    JSON.parse(textOf(document["json"]) ?? ""),
  );
});

test("everybody is a star", () => {
  const statement = [
    { effect: "Deny", not_actions: ["s3:*"], principals: [{ type: "*", identifiers: ["*"] }] },
  ];
  expect(render({ statement })).toMatchObject({
    Statement: [{ Effect: "Deny", NotAction: "s3:*", Principal: "*" }],
  });
});

test("source documents come first, an override replaces the statement of the same Sid", () => {
  const source = JSON.stringify({ Statement: { Sid: "a", Effect: "Allow", Action: "s3:*" } });
  const override = JSON.stringify({ Statement: [{ Sid: "b", Effect: "Deny", Action: "*" }] });
  const statement = [{ sid: "b", actions: ["ec2:*"] }];
  expect(
    render({ source_policy_documents: [source], statement, override_policy_documents: [override] }),
  ).toEqual({
    Version: "2012-10-17",
    Statement: [
      { Sid: "a", Effect: "Allow", Action: "s3:*" },
      { Sid: "b", Effect: "Deny", Action: "*" },
    ],
  });
});

test("a source that is not JSON is refused", () => {
  expect(() => policyDocument({ source_policy_documents: ["{"] })).toThrow(
    "a source policy document is not JSON",
  );
});
