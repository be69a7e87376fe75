import { type StackPlace } from "../definition/terraform-stack";
import { askedOfDynamodb } from "./asked-of-dynamodb";
import { askedOfKms, askedOfSts } from "./asked-of-others";
import { askedOfS3 } from "./asked-of-s3";
import { type AwsRequest } from "./aws-request";

const PLACE: StackPlace = { accountId: "555555555555", region: "us-east-1", partition: "aws" };
const KEY = "arn:aws:kms:us-east-1:555555555555:key/k";

const request = (more: Partial<AwsRequest>): AwsRequest => ({
  method: "GET",
  target: "/",
  headers: {},
  body: Buffer.alloc(0),
  accessKey: "KEY",
  region: "us-east-1",
  service: "s3",
  ...more,
});
const json = (target: string, body: object): AwsRequest =>
  request({
    method: "POST",
    headers: { "x-amz-target": `X.${target}` },
    body: Buffer.from(JSON.stringify(body)),
  });
const actions = (asked: readonly { action: string; resource: string }[]): string[] =>
  asked.map(({ action, resource }) => `${action} ${resource}`);

describe("S3", () => {
  const s3 = (method: string, target: string, key?: string) =>
    askedOfS3(request({ method, target }), "aws", () =>
      key === undefined ? undefined : { arn: key, forBucket: false },
    );

  test.each([
    ["GET", "/b/dir/file", "s3:GetObject arn:aws:s3:::b/dir/file"],
    ["HEAD", "/b/file?versionId=1", "s3:GetObjectVersion arn:aws:s3:::b/file"],
    ["PUT", "/b/a%20b?x-id=PutObject", "s3:PutObject arn:aws:s3:::b/a b"],
    ["GET", "/b?list-type=2&prefix=x", "s3:ListBucket arn:aws:s3:::b"],
    ["DELETE", "/b/file?versionId=1", "s3:DeleteObjectVersion arn:aws:s3:::b/file"],
  ])("%s %s asks for %s", (method, target, asked) => {
    expect(actions(s3(method, target))).toEqual([asked]);
  });

  test("who writes to a bucket with a key needs the key, for that object and through S3", () => {
    expect(s3("PUT", "/b/file", KEY)[1]).toEqual({
      action: "kms:GenerateDataKey",
      resource: KEY,
      context: {
        "kms:ViaService": "s3.us-east-1.amazonaws.com",
        "kms:EncryptionContext:aws:s3:arn": "arn:aws:s3:::b/file",
      },
    });
  });

  test.each([
    ["PUT", "/b?policy"],
    ["POST", "/b?delete"],
    ["GET", "/b/file?acl"],
  ])("%s %s is named as unknown", (method, target) => {
    expect(() => s3(method, target)).toThrow(/^s3: .* is not known to the rehearsal$/);
  });
});

describe("DynamoDB", () => {
  const dynamodb = (operation: string, body: object) =>
    askedOfDynamodb(json(operation, body), PLACE, () => "cell");

  test("an item's partition key is what a policy may ask for", () => {
    const item = { TableName: "queue", Key: { cell: { S: "dev_global/a" }, version: { S: "1.0" } } };
    expect(dynamodb("GetItem", item)).toEqual([
      {
        action: "dynamodb:GetItem",
        resource: "arn:aws:dynamodb:us-east-1:555555555555:table/queue",
        context: { "dynamodb:LeadingKeys": ["dev_global/a"] },
      },
    ]);
  });

  test("a query of the table names its key in an expression", () => {
    const [asked] = dynamodb("Query", {
      TableName: "queue",
      KeyConditionExpression: "#cell = :cell AND version > :v",
      ExpressionAttributeNames: { "#cell": "cell" },
      ExpressionAttributeValues: { ":cell": { S: "dev_global/a" }, ":v": { S: "1" } },
    });
    expect(asked?.context).toEqual({ "dynamodb:LeadingKeys": ["dev_global/a"] });
  });

  test("a transaction asks for each of its parts, an index for itself", () => {
    const parts = [{ Put: { TableName: "queue" } }, { ConditionCheck: { TableName: "queue" } }];
    expect(actions(dynamodb("TransactWriteItems", { TransactItems: parts }))).toEqual([
      "dynamodb:PutItem arn:aws:dynamodb:us-east-1:555555555555:table/queue",
      "dynamodb:ConditionCheckItem arn:aws:dynamodb:us-east-1:555555555555:table/queue",
    ]);
    expect(actions(dynamodb("Query", { TableName: "queue", IndexName: "open" }))).toEqual([
      "dynamodb:Query arn:aws:dynamodb:us-east-1:555555555555:table/queue/index/open",
    ]);
  });

  test("what is not known is named", () => {
    expect(() => dynamodb("DeleteTable", {})).toThrow("dynamodb:DeleteTable is not known to the rehearsal");
  });
});

test("a session with tags asks for two permissions, and tells name and tags to both", () => {
  const body = new URLSearchParams({
    ...{ Action: "AssumeRole", RoleArn: "arn:aws:iam::111122223333:role/InfraPlanRole" },
    ...{ RoleSessionName: "INFRA_BUILD", "Tags.member.1.Key": "team", "Tags.member.1.Value": "risk" },
  });
  const asked = askedOfSts(request({ service: "sts", body: Buffer.from(body.toString()) }));
  expect(asked.map(({ action }) => action)).toEqual(["sts:AssumeRole", "sts:TagSession"]);
  expect(asked[0]?.context).toEqual({
    "sts:RoleSessionName": "INFRA_BUILD",
    "aws:TagKeys": ["team"],
    "aws:RequestTag/team": "risk",
  });
});

test("a key is named by its ARN: an alias cannot be judged", () => {
  expect(askedOfKms(json("Sign", { KeyId: KEY }))).toEqual([{ action: "kms:Sign", resource: KEY }]);
  expect(() => askedOfKms(json("Sign", { KeyId: "alias/x" }))).toThrow(
    /^kms:Sign of "alias\/x", .* is not known/,
  );
});
