import { createServer, type Server } from "node:http";
import { type AddressInfo } from "node:net";

import { type PolicyDocument, type PrincipalRole } from "@tagform/policy-evaluator";

import { type StackPlace } from "../definition/terraform-stack";
import { type DeliveryService, Front, ServiceError } from "./front";
import { describeDenial, Judge } from "./judge";
import { Sessions } from "./sessions";

const PLACE: StackPlace = { accountId: "555555555555", region: "us-east-1", partition: "aws" };
const ROLE = "arn:aws:iam::555555555555:role/tagform/plan";

const allow = (action: string, resource: string): PolicyDocument => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: action, Resource: resource }],
});
const role = (...identity: PolicyDocument[]): PrincipalRole => ({
  arn: ROLE,
  identity,
  boundary: undefined,
  trust: { Version: "2012-10-17", Statement: [] },
});

let embedded: Server;
/** What reached the embedded AWS. */
let passed: string[];
let front: Front;
let judge: Judge;
let sessions: Sessions;
let address: string;
const service: DeliveryService = (operation) =>
  operation === "StartBuild"
    ? Promise.resolve({ build: { id: "plan:1" } })
    : Promise.reject(new ServiceError("ResourceNotFoundException", "none"));

beforeEach(async () => {
  passed = [];
  embedded = createServer((request, response) => {
    passed.push(`${request.method ?? ""} ${request.url ?? ""}`);
    response.end("from the embedded AWS");
  });
  await new Promise<void>((resolve) => embedded.listen(0, "127.0.0.1", resolve));
  const endpoint = `http://127.0.0.1:${(embedded.address() as AddressInfo).port}`;
  const definition = { place: PLACE, stores: { buckets: [], tables: [], keys: [], topics: [] } };
  judge = new Judge(definition);
  sessions = new Sessions();
  front = new Front({ endpoint, definition, hashKeyOf: () => undefined, sessions, judge, service });
  address = await front.start();
});
afterEach(async () => {
  await front.stop();
  embedded.close();
});

const begin = (accessKeyId: string, ...identity: PolicyDocument[]): void =>
  sessions.add(
    { accessKeyId, secretAccessKey: "", sessionToken: "" },
    { kind: "role", role: role(...identity), step: "Plan of a tag" },
  );
const call = (accessKey: string, name: string, path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(address + path, {
    ...init,
    headers: {
      ...(init.headers as Record<string, string>),
      authorization: `AWS4-HMAC-SHA256 Credential=${accessKey}/20260101/us-east-1/${name}/aws4_request`,
    },
  });

test("what the role's policy allows is passed on, and answered whole", async () => {
  begin("AKIA1", allow("s3:GetObject", "arn:aws:s3:::b/*"));
  const answer = await call("AKIA1", "s3", "/b/file");
  expect(await answer.text()).toBe("from the embedded AWS");
  expect(passed).toEqual(["GET /b/file"]);
  expect(judge.denials).toEqual([]);
});

test("what it does not allow is denied, does not reach the embedded AWS, and is kept with role and step", async () => {
  begin("AKIA1", allow("s3:GetObject", "arn:aws:s3:::b/*"));
  const answer = await call("AKIA1", "s3", "/b/file", { method: "PUT", body: "x" });
  expect(answer.status).toBe(403);
  expect(await answer.text()).toContain("<Code>AccessDenied</Code>");
  expect(passed).toEqual([]);
  expect(judge.denials.map(describeDenial)).toEqual([
    `Plan of a tag: ${ROLE} is not allowed s3:PutObject on arn:aws:s3:::b/file (identity policy)`,
  ]);
});

test("a call of a service that nobody can judge fails, and is named", async () => {
  begin("AKIA1", allow("*", "*"));
  const answer = await call("AKIA1", "ec2", "/");
  expect(answer.status).toBe(400);
  expect(judge.denials.map(describeDenial)[0]).toMatch(/^Plan of a tag: ec2:\S* by .* cannot be judged/);
});

test("a key that no step got is refused", async () => {
  const answer = await call("AKIASTRANGER", "s3", "/b/file");
  expect(answer.status).toBe(403);
  expect(passed).toEqual([]);
});

test("CodeBuild and CodePipeline are answered here, once the role may", async () => {
  begin("AKIA1", allow("codebuild:StartBuild", "arn:aws:codebuild:us-east-1:555555555555:project/plan"));
  const start = (projectName: string): Promise<Response> =>
    call("AKIA1", "codebuild", "/", {
      method: "POST",
      headers: { "x-amz-target": "CodeBuild_20161006.StartBuild" },
      body: JSON.stringify({ projectName }),
    });
  expect(await (await start("plan")).json()).toEqual({ build: { id: "plan:1" } });
  expect(await (await start("apply")).json()).toMatchObject({ __type: "AccessDeniedException" });
  expect(passed).toEqual([]);
});

test("entering an account takes the name and all the tags of a session that CloudTrail can tell by", () => {
  const account = "arn:aws:iam::111122223333:role/InfraPlanRole";
  const planner = role(allow("sts:*", account));
  const context = (tags: readonly string[]) => ({
    "sts:RoleSessionName": "INFRA_BUILD",
    "aws:TagKeys": tags,
    ...Object.fromEntries(tags.map((tag) => [`aws:RequestTag/${tag}`, "x"])),
  });
  const may = (tags: readonly string[]): boolean =>
    judge.denial(planner, { action: "sts:AssumeRole", resource: account, context: context(tags) }, "Plan") ===
    undefined;
  expect(may(["environment", "scope", "team", "tag", "commit"])).toBe(true);
  expect(may(["environment", "scope", "team", "tag"])).toBe(false);
});
