import { existsSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";

import { CreateBucketCommand, DeleteObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { EXIT } from "@tagform/outcome";
import { offeredTools, WorkspaceCopy } from "@tagform/testing";

import { Attempts } from "./attempt";
import { keepEmbeddedAws, type Kept, ToolingAccount } from "./tooling-account";

const ROOT = path.resolve(__dirname, "../..");
const STATES = "tooling_us-east-1/state-tooling";
const ROLES = "tooling_global/account";
const LONG = 900_000;

const { providerMirror: mirror } = offeredTools(ROOT);
const missing = [
  ...(existsSync(path.join(ROOT, ".tagform/venv/bin/moto_server")) ? [] : ["moto_server"]),
  ...(mirror === undefined ? ["real AWS provider"] : []),
];
if (missing.length > 0) console.warn(`SKIPPED: this machine has no ${missing.join(" and no ")}`);
const testApplied = missing.length > 0 ? test.skip : test;

let copy: WorkspaceCopy;
let kept: Kept | undefined;
let attempts: Attempts;

beforeAll(() => {
  if (mirror === undefined || missing.length > 0) return;
  copy = new WorkspaceCopy(ROOT, process.env);
  kept = keepEmbeddedAws(copy);
  attempts = new Attempts(copy, kept.endpoint, mirror);
}, 300_000);
afterAll(() => {
  if (kept === undefined) return;
  process.kill(kept.pid);
  copy.dispose();
});

/** An empty account, and a checkout that knows nothing of earlier attempts. */
async function start(): Promise<ToolingAccount> {
  rmSync(path.join(copy.root, ".tagform/bootstrap"), { recursive: true, force: true });
  return ToolingAccount.empty(kept!.endpoint);
}

/** Files that an attempt leaves for the next one. */
const left = (): string[] =>
  readdirSync(path.join(copy.root, ".tagform/bootstrap/tooling-us-east-1-state-tooling"));

const BUCKETS = [
  "tagform-tooling",
  "tagform-tooling-logs",
  "tagform-tooling-replica",
  "tagform-tooling-replica-logs",
];

testApplied(
  "an empty account is made ready, by attempts of which each is killed one step later",
  async () => {
    const account = await start();
    await attempts.killedAt(`${ROLES}: applies`);
    expect(await account.buckets()).toEqual([]);
    // The first attempt may have been killed before terraform made a role: then this one makes them before it goes on.
    await attempts.killedAt(`${STATES}: applies`, "Creation complete");
    expect(left()).toContain("terraform.tfstate");
    await attempts.killedAt(`${STATES}: moves its state`);
    expect(await account.buckets()).toEqual(BUCKETS);
    await attempts.killedAt(`${ROLES}: moves its state`);

    const done = attempts.results();
    expect(done).toEqual([
      expect.objectContaining({ cell: ROLES, afterwards: "no changes" }),
      expect.objectContaining({ cell: STATES, result: "already done", afterwards: "no changes" }),
    ]);
    expect(left().filter((name) => name.includes("tfstate"))).toEqual([]);

    const again = attempts.results();
    expect(again.map(({ result, plan }) => [result, plan])).toEqual([
      ["already done", "no changes"],
      ["already done", "no changes"],
    ]);
    const state = { Bucket: "tagform-tooling", Key: "state-tooling/tooling-us-east-1/terraform.tfstate" };
    expect(again[1]?.state).toBe(`s3://${state.Bucket}/${state.Key}`);
    await expect(account.s3.send(new DeleteObjectCommand(state))).rejects.toThrow();
  },
  LONG,
);

testApplied(
  "what is there and fits is taken over, what does not fit is named, and nothing is changed then",
  async () => {
    const account = await start();
    await account.s3.send(new CreateBucketCommand({ Bucket: "tagform-tooling" }));
    const older = { Bucket: "tagform-tooling", Key: "notes.txt", Body: "older than Tagform" };
    await account.s3.send(new PutObjectCommand(older));
    await account.makeLockTable("Lock");

    const unasked = attempts.ended();
    expect(unasked.exitCode).toBe(EXIT.refused);
    expect(unasked.stderr).toContain("must be confirmed, and nobody can be asked here");
    const misfit = attempts.ended("--yes");
    expect(misfit.exitCode).toBe(EXIT.error);
    expect(misfit.stderr).toContain('hash_key is "Lock", must be "LockID"');
    expect(await account.buckets()).toEqual(["tagform-tooling"]);

    await account.deleteLockTable();
    await account.makeLockTable("LockID");
    const [roles, states] = attempts.results();
    expect(roles).toMatchObject({ result: "made", afterwards: "no changes" });
    expect(states).toMatchObject({ result: "made", afterwards: "no changes" });
    expect(states?.adopted.map((address) => address.split(".")[0])).toEqual(
      expect.arrayContaining(["aws_s3_bucket", "aws_dynamodb_table"]),
    );
    expect(await account.buckets()).toEqual(BUCKETS);

    copy.append("environments/tooling/state-tooling.ts", "// changed\n");
    const dirty = attempts.ended("--yes");
    expect(dirty.exitCode).toBe(EXIT.refused);
    expect(dirty.stderr).toContain("the working tree has changes that are not committed");
  },
  LONG,
);
