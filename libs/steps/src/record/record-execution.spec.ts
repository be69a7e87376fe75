import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { RefusedError, UserError } from "@tagform/outcome";

import { Delivery, DESTINATION, localBackend, PASSED } from "../fixtures/delivery";
import { describeWithStorage, StateStorage } from "../fixtures/state-storage";
import { temporaryFolder } from "../fixtures/temporary-folder";
import { planStore } from "../seal/plan-store";
import { type SourceManifest } from "../source/source-manifest";
import { parseLatestRunKey } from "./latest-run";
import { eachKey, readRecord } from "./read-records";
import { type ExecutionRequest, recordExecution } from "./record-execution";
import { storageClient } from "./record-storage";

// Real tools on a busy machine take their time.
jest.setTimeout(120_000);

const COMMIT = "3474defa1b2c".padEnd(40, "0");
const TAG_OBJECT = "1".repeat(40);

describeWithStorage("on S3", () => {
  let storage: StateStorage;
  let executions = 0;
  beforeAll(async () => {
    storage = await StateStorage.start();
  });
  afterAll(() => storage.stop());

  /** A run directory as source stored it, of a new version of the cell. */
  function stored(version: string): { readonly run: string; readonly manifest: SourceManifest } {
    const run = temporaryFolder();
    const manifest: SourceManifest = {
      ...{ tag: `dev_us-east-1/research/${version}`, version, cell: DESTINATION.cell, tagObject: TAG_OBJECT },
      ...{ commit: COMMIT, branch: "refs/remotes/origin/main", taggedAt: "2026-11-21T12:00:00+01:00" },
      ...{ tagger: { name: "Ada", email: "ada@example.com" }, message: "m", signed: false, tree: "source" },
      ...{ digest: "2".repeat(40), dependencies: "none", notes: [], publishedAt: "2026-11-21T11:00:00.000Z" },
    };
    writeFileSync(join(run, "source.json"), JSON.stringify(manifest));
    writeFileSync(join(run, "cloud.json"), JSON.stringify({ ...storage.cloud, backendConfig: {} }));
    return { run, manifest };
  }

  /** What the steps of the delivery leave, up to plan. */
  async function planned(
    manifest: SourceManifest,
    resource = 'resource "terraform_data" "a" {}\n',
  ): Promise<Delivery> {
    const state = `${temporaryFolder()}/terraform.tfstate`;
    const made = new Delivery({
      configuration: localBackend(state) + resource,
      cloud: { ...storage.cloud, backendConfig: {} },
    });
    writeFileSync(made.files.sourceManifest, JSON.stringify(manifest));
    made.verified({
      checks: PASSED.map((check) => (check.name === "checkov" ? { ...check, version: "3.2.500" } : check)),
    });
    await made.plan();
    return made;
  }

  const context = () => new Delivery({ configuration: "" }).context;
  function ended(version: string, overrides: Partial<ExecutionRequest> = {}) {
    const { run, manifest } = stored(version);
    executions += 1;
    const request: ExecutionRequest = {
      ...{ run, destination: DESTINATION, tag: manifest.tag },
      execution: { pipeline: "tagform-dev", id: `execution-${executions}` },
      ...overrides,
    };
    return { run, manifest, request, record: () => recordExecution(request, context()) };
  }

  async function marks(version: string): Promise<{ result: string; failedStep?: string | undefined }[]> {
    const client = await storageClient(storage.cloud, DESTINATION.state);
    const found = [];
    for await (const key of eachKey(client, "tagform-dev", "_latest/")) {
      const mark = parseLatestRunKey(key);
      if (mark?.version === version) found.push({ result: mark.result, failedStep: mark.failedStep });
    }
    client.destroy();
    return found;
  }

  test.each(["Lint", "scan", "plan", "approve", "apply"])(
    "an execution that ended in %s is recorded and marked, whatever it handed over",
    async (failedStep) => {
      const version = `1.${executions}`;
      const { record, request, manifest } = ended(version, { failedStep });
      const step = failedStep.toLowerCase();
      expect(await record()).toMatchObject({
        result: "failed",
        tag: manifest.tag,
        tagObject: TAG_OBJECT,
        commit: COMMIT,
        actor: "pipeline tagform-dev",
        execution: request.execution,
        startedAt: "2026-11-21T11:00:00.000Z",
        failure: {
          step,
          message: `${step} ended execution ${request.execution.id} of pipeline tagform-dev: its log says why`,
        },
      });
      expect(await marks(version)).toEqual([{ result: "failed", failedStep: step }]);
    },
  );

  test("what the last step handed over is in the record, from the artifact's folder", async () => {
    const { manifest, run, request } = ended("2.0", { failedStep: "approve", startedAt: new Date(0) });
    const { files } = await planned(manifest);
    const made = await recordExecution({ ...request, artifact: files.root }, context());
    expect(made).toMatchObject({
      summary: "+1 ~0 -0",
      startedAt: "1970-01-01T00:00:00.000Z",
      tools: { checkov: "3.2.500", terraform: expect.any(String) as string },
    });
    // Nothing else of an artifact gets beside what source stored.
    expect(existsSync(join(run, "verify"))).toBe(false);
  });

  test("an execution that came to its end is what apply says", async () => {
    const { manifest, request } = ended("2.1");
    const made = await planned(manifest);
    await made.approve();
    await made.apply();
    expect(await recordExecution({ ...request, artifact: made.files.root }, context())).toMatchObject({
      result: "applied",
      approval: { decision: "approved" },
    });
  });

  test("a plan without changes ends the pipeline before apply, and is recorded as unchanged", async () => {
    const { manifest, request } = ended("2.2");
    const { files } = await planned(manifest, "");
    expect(await recordExecution({ ...request, artifact: files.root }, context())).toMatchObject({
      result: "unchanged",
    });
    expect(await marks("2.2")).toEqual([{ result: "unchanged", failedStep: undefined }]);
  });

  test("one that was to destroy a cell in which nothing is left is recorded as destroyed", async () => {
    const { manifest, request } = ended("2.25");
    const made = await planned(manifest, "");
    expect(await made.plan({ mode: "destroy" })).toMatchObject({ noChanges: true });
    expect(await recordExecution({ ...request, artifact: made.files.root }, context())).toMatchObject({
      result: "destroyed",
    });
  });

  test("an execution that succeeded with a change and without an apply is no success", async () => {
    const { manifest, request } = ended("2.3");
    const { files } = await planned(manifest);
    rmSync(files.apply, { force: true });
    await expect(recordExecution({ ...request, artifact: files.root }, context())).rejects.toThrow(
      "this run has no apply result",
    );
  });

  test("a failed apply is told from the evidence that it left, which the record names", async () => {
    const { record, request, manifest } = ended("3.0", { failedStep: "apply", plansBucket: "tagform-dev" });
    const store = planStore({
      settings: { plansBucket: "tagform-dev", execution: request.execution.id },
      cloud: storage.cloud,
      destination: DESTINATION,
      tagObject: manifest.tagObject,
    });
    const result = {
      outputs: {},
      sensitiveOutputs: [],
      tfplan: "p",
      seal: "s",
      startedAt: "",
      finishedAt: "",
    };
    const apply = { ...result, result: "interrupted", durationMs: 1, error: "stopped by SIGTERM" };
    await store?.putEvidence("apply.json", JSON.stringify(apply));
    await store?.putEvidence("errored.tfstate", "{}");
    const approval = {
      decision: "approved",
      policy: "always",
      approver: "ada",
      at: "",
      plan: "s",
      approvals: [],
    };
    await store?.putEvidence("approval.json", JSON.stringify(approval));
    const folder = `s3://tagform-dev/failed/dev_us-east-1/research/${TAG_OBJECT}/${request.execution.id}`;
    const made = await record();
    expect(made).toMatchObject({
      result: "interrupted",
      failure: { step: "apply", message: "stopped by SIGTERM" },
      seal: "s",
      approval: { approver: "ada" },
    });
    const names = ["apply.json", "approval.json", "errored.tfstate"];
    expect([...(made.evidence ?? [])].sort()).toEqual(names.map((name) => `${folder}/${name}`));
  });

  test("evidence that cannot be read fails the build: a record without it would stay so", async () => {
    const { record } = ended("3.1", { failedStep: "apply", plansBucket: "tagform-none" });
    await expect(record()).rejects.toThrow("could not be read: NoSuchBucket");
  });

  test("a second build for the same execution finds its record and writes none", async () => {
    const { record, run } = ended("4.0", { failedStep: "lint" });
    const first = await record();
    const again = await record();
    expect(again).toEqual(first);
    expect(await marks("4.0")).toHaveLength(1);
    const client = await storageClient(storage.cloud, DESTINATION.state);
    const key = first.location?.replace("s3://tagform-dev/", "") ?? "";
    expect(await readRecord(client, "tagform-dev", key)).toEqual(first);
    client.destroy();
    expect(existsSync(join(run, "record.json"))).toBe(true);
  });

  test("another tag than that of the stored commit is refused", async () => {
    const { record } = ended("5.0", { tag: "dev_us-east-1/research/5.1", failedStep: "lint" });
    await expect(record()).rejects.toThrow(RefusedError);
    await expect(record()).rejects.toThrow('was to deliver tag "dev_us-east-1/research/5.1"');
  });

  test("a record that cannot be stored fails the build, so that it is tried again", async () => {
    const state = { ...DESTINATION.state, bucket: "tagform-none" };
    const { record } = ended("6.0", { destination: { ...DESTINATION, state }, failedStep: "lint" });
    await expect(record()).rejects.toThrow(UserError);
  });
});
