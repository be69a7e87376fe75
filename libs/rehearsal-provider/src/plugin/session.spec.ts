import { type CtyObject } from "../cty/cty-value";
import { DEFAULT_ACCOUNT, startStsServer, type StsServer } from "../testing/sts-server";
import { openSession } from "./session";

const ACCOUNT = "111122223333";
const config: CtyObject = { region: "eu-west-1", allowed_account_ids: [ACCOUNT] };
const role: CtyObject = {
  role_arn: `arn:aws:iam::${ACCOUNT}:role/InfraBuildRole`,
  session_name: "INFRA_BUILD",
  tags: { Team: "research" },
};

let sts: StsServer;
beforeEach(async () => (sts = await startStsServer()));
afterEach(() => sts.close());

test("the role is assumed at the endpoint, with its session name and tags", async () => {
  const session = await openSession({ ...config, assume_role: [role] }, { AWS_ENDPOINT_URL: sts.url });
  expect(session).toMatchObject({ region: "eu-west-1", partition: "aws", caller: { accountId: ACCOUNT } });
  expect(sts.calls).toMatchObject([
    {
      Action: "AssumeRole",
      RoleArn: role["role_arn"],
      RoleSessionName: "INFRA_BUILD",
      "Tags.member.1.Key": "Team",
      "Tags.member.1.Value": "research",
    },
    { Action: "GetCallerIdentity" },
  ]);
});

test("an account that is not allowed is refused", async () => {
  await expect(openSession(config, { AWS_ENDPOINT_URL: sts.url })).rejects.toThrow(
    `AWS account ID not allowed: ${DEFAULT_ACCOUNT}`,
  );
});

test("the endpoints block of the provider is used before the environment", async () => {
  const endpoints = [{ sts: sts.url }];
  const environment = { AWS_ENDPOINT_URL: "http://127.0.0.1:9", AWS_REGION: "us-east-1" };
  const { caller } = await openSession({ endpoints }, environment);
  expect(caller.accountId).toBe(DEFAULT_ACCOUNT);
});

test("without an endpoint nothing is called, and real AWS is refused", async () => {
  await expect(openSession(config, {})).rejects.toThrow("no AWS endpoint is set, and real AWS is refused");
});

test("one endpoint elsewhere is enough to refuse, even beside one on this machine", async () => {
  const endpoints = [{ sts: sts.url, s3: "http://s3.example.com" }];
  await expect(openSession({ ...config, endpoints }, {})).rejects.toThrow(
    'endpoint of s3 is not on this machine: got "http://s3.example.com"',
  );
  expect(sts.calls).toEqual([]);
});

test("a Region is required", async () => {
  await expect(openSession({}, { AWS_ENDPOINT_URL: sts.url })).rejects.toThrow("no Region");
});

test("an endpoint that does not answer is named", async () => {
  await expect(openSession(config, { AWS_ENDPOINT_URL: "http://127.0.0.1:9" })).rejects.toThrow(
    "STS GetCallerIdentity at http://127.0.0.1:9 failed",
  );
});
