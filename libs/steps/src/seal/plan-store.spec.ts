import { randomUUID } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { CreateKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import { CreateBucketCommand, GetObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { RefusedError } from "@tagform/outcome";

import { apply, type ApplyRequest } from "../apply/apply";
import { keepEvidence } from "../apply/apply-failure";
import { approve } from "../approve/approve";
import { awsClientSettings } from "../aws-client";
import { type Cloud } from "../cloud";
import { testContext } from "../fixtures/context";
import { Delivery, DESTINATION } from "../fixtures/delivery";
import { describeWithStorage, StateStorage } from "../fixtures/state-storage";
import { temporaryFolder } from "../fixtures/temporary-folder";
import { type PlanSummary } from "../plan/plan-summary";
import { record } from "../record/record";
import { storageClient } from "../record/record-storage";
import { type RunDirectory, runDirectory } from "../run-directory";
import { type PlanStore, planStore } from "./plan-store";
import { type SealSettings } from "./seal-key";

// Real tools on a busy machine take their time.
jest.setTimeout(60_000);

const PLANS = "tagform-dev-plans";
const TAG_OBJECT = "1".repeat(40);
const FAILED = `failed/dev_us-east-1/research/${TAG_OBJECT}`;
const SOURCE = {
  tag: "dev_us-east-1/research/1.0",
  version: "1.0",
  cell: DESTINATION.cell,
  tagObject: TAG_OBJECT,
  commit: "3474defa1b2c".padEnd(40, "0"),
  branch: "refs/heads/main",
  tagger: { name: "Ada", email: "ada@example.com" },
  taggedAt: "2026-11-21T12:00:00+01:00",
  message: "m",
  signed: false,
  tree: "source",
  digest: "2".repeat(40),
  dependencies: "none",
  notes: [],
};

describeWithStorage("on S3", () => {
  let storage: StateStorage;
  let client: S3Client;
  beforeAll(async () => {
    storage = await StateStorage.start();
    client = await storageClient(storage.cloud, DESTINATION.state);
    await client.send(new CreateBucketCommand({ Bucket: PLANS }));
  });
  afterAll(() => {
    client.destroy();
    storage.stop();
  });

  const read = async (Key: string): Promise<string> => {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: PLANS, Key }));
    return (await Body?.transformToString()) ?? "";
  };
  const storeOf = (tagObject: string, execution = "0000-1111"): PlanStore =>
    planStore({
      settings: { plansBucket: PLANS, execution },
      cloud: storage.cloud,
      destination: DESTINATION,
      tagObject,
    })!;

  test("a sealed plan of a digest is written once, and read as it was", async () => {
    const store = storeOf(randomUUID());
    const bundle = {
      planFile: Buffer.from([0, 255]),
      statement: Buffer.from("{}"),
      signature: Buffer.from("s"),
    };
    await store.putSealed("d", bundle);
    expect(Buffer.from((await store.getSealed("d")).planFile)).toEqual(bundle.planFile);
    await expect(store.putSealed("d", bundle)).rejects.toThrow(
      "exists already, and what lies there is never replaced",
    );
    await expect(store.getSealed("other")).rejects.toThrow("could not be read: NoSuchKey");
  });

  test("of two runs that begin to apply the same plan, one goes on", async () => {
    const tag = randomUUID();
    const begun = await Promise.allSettled([storeOf(tag, "one").begin("d"), storeOf(tag, "two").begin("d")]);
    expect(begun.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await expect(storeOf(tag).begin("d")).rejects.toThrow(RefusedError);
    await expect(storeOf(tag).begin("d")).rejects.toThrow("already applied: another run has begun to apply");
  });

  test("evidence of an earlier attempt stays", async () => {
    const store = storeOf(TAG_OBJECT);
    expect(await store.putEvidence("apply.json", "first")).toBe(
      `s3://${PLANS}/${FAILED}/0000-1111/apply.json`,
    );
    expect(await store.putEvidence("apply.json", "second")).toBe(
      `s3://${PLANS}/${FAILED}/0000-1111/2/apply.json`,
    );
    expect(await read(`${FAILED}/0000-1111/apply.json`)).toBe("first");
  });

  test("a state that terraform could not save is kept with the result, byte by byte", async () => {
    const files = runDirectory(temporaryFolder());
    const tagObject = randomUUID();
    mkdirSync(files.work);
    writeFileSync(join(files.work, "errored.tfstate"), '{"serial": 1}');
    writeFileSync(files.apply, "{}");
    const context = testContext();
    await keepEvidence(files, storeOf(tagObject), context);
    const folder = `failed/dev_us-east-1/research/${tagObject}/0000-1111`;
    expect(await read(`${folder}/errored.tfstate`)).toBe('{"serial": 1}');
    expect(context.lines).toEqual([
      `apply: errored.tfstate is kept as s3://${PLANS}/${folder}/errored.tfstate`,
      `apply: apply.json is kept as s3://${PLANS}/${folder}/apply.json`,
    ]);
  });

  test("what cannot be kept is said, and hides no failure", async () => {
    const files = runDirectory(temporaryFolder());
    writeFileSync(files.apply, "{}");
    const context = testContext();
    const settings = { plansBucket: "no-such-bucket" };
    const request = { settings, cloud: storage.cloud, destination: DESTINATION, tagObject: undefined };
    await keepEvidence(files, planStore(request), context);
    expect(context.lines[0]).toContain(
      `${files.apply} could not be kept elsewhere, copy it before this machine ends`,
    );
  });

  test("without a bucket the run directory keeps the plan", () => {
    const request = { settings: {}, cloud: storage.cloud, destination: DESTINATION, tagObject: undefined };
    expect(planStore(request)).toBeUndefined();
  });

  describe("a plan that is applied on another machine", () => {
    let planned: Delivery;
    let summary: PlanSummary;
    let key: string;
    let source: typeof SOURCE;
    let settings: SealSettings;
    let made = 0;
    beforeAll(async () => {
      const kms = new KMSClient(awsClientSettings(storage.cloud, DESTINATION.state.region, "KMS"));
      const command = new CreateKeyCommand({ KeySpec: "ECC_NIST_P256", KeyUsage: "SIGN_VERIFY" });
      const keyArn = (await kms.send(command)).KeyMetadata?.Arn ?? "";
      settings = { keyArn, plansBucket: PLANS, execution: "0000-1111" };
      kms.destroy();
    });
    beforeEach(async () => {
      made += 1;
      const version = `1.${made}`;
      source = { ...SOURCE, version, tag: `dev_us-east-1/research/${version}`, tagObject: randomUUID() };
      key = `${randomUUID()}/terraform.tfstate`;
      planned = delivery("true");
      summary = await plan(planned);
    });

    const configuration = (command: string): string => `terraform {
  backend "s3" {
    bucket       = "${DESTINATION.state.bucket}"
    key          = "${key}"
    region       = "${DESTINATION.state.region}"
    use_lockfile = true
  }
}

resource "terraform_data" "a" {
  provisioner "local-exec" {
    command = ${JSON.stringify(command)}
  }
}
`;
    const cloud = (): Cloud => storage.cloud;
    function delivery(command: string): Delivery {
      const run = new Delivery({ configuration: configuration(command), cloud: cloud() });
      writeFileSync(run.files.sourceManifest, JSON.stringify(source));
      return run;
    }
    const plan = (run: Delivery): Promise<PlanSummary> => run.plan({ seal: settings });

    /** What an artifact carries: the run directory without what only this machine has. */
    function elsewhere(from = planned): RunDirectory {
      const files = runDirectory(temporaryFolder());
      cpSync(from.files.root, files.root, { recursive: true });
      rmSync(join(files.work, ".terraform"), { recursive: true });
      return files;
    }
    const applyThere = async (
      files: RunDirectory,
      overrides: Partial<ApplyRequest> = {},
    ): Promise<unknown> => {
      await approve({ run: files.root, policy: "always", approver: "ci" }, testContext());
      const request: ApplyRequest = {
        run: files.root,
        destination: DESTINATION,
        policy: "always",
        seal: settings,
      };
      return apply({ ...request, lockTimeoutSeconds: 0, ...overrides }, testContext());
    };

    test("is fetched by its digest, and its secrets were never in the artifact", async () => {
      const files = elsewhere();
      expect(readdirSync(files.plan).sort()).toEqual([
        "plan.txt",
        "policy.json",
        "seal.json",
        "seal.sig.json",
        "summary.json",
      ]);
      expect(await applyThere(files, { expected: { digest: summary.seal, tag: source.tag } })).toMatchObject({
        result: "applied",
        seal: summary.seal,
      });
      expect(existsSync(files.planFile)).toBe(false);
    });

    test("is refused when the key that sealed it is not the environment's", async () => {
      const plansBucket = PLANS;
      await expect(applyThere(elsewhere(), { seal: { plansBucket } })).rejects.toThrow(
        "unsigned: the seal does not count, it was signed by another key (arn:aws:kms:us-east-1:",
      );
      const local = delivery("true");
      await local.plan({ seal: { plansBucket } });
      await expect(applyThere(elsewhere(local))).rejects.toThrow(
        /unsigned: the seal does not count, it was signed by another key \([0-9a-f]{64}\), not by arn:aws:kms/,
      );
    });

    test("is applied to its own state, wherever the files that came along lead", async () => {
      const files = elsewhere();
      mkdirSync(join(files.work, ".terraform"));
      const backend = { type: "local", config: { path: join(files.root, "stolen.tfstate") }, hash: 1 };
      writeFileSync(
        join(files.work, ".terraform/terraform.tfstate"),
        JSON.stringify({ version: 3, backend }),
      );
      expect(await applyThere(files)).toMatchObject({ result: "applied" });
      expect(await storage.read(key)).toContain('"terraform_data"');
    });

    test("is not replaced by what was stored when another one came along", async () => {
      const files = elsewhere();
      const digest = "9".repeat(64);
      await expect(applyThere(files, { expected: { digest } })).rejects.toThrow(/^plan digest: /);
    });

    test("is begun once, whoever tries again", async () => {
      await applyThere(elsewhere());
      const again = elsewhere();
      await expect(applyThere(again)).rejects.toThrow(RefusedError);
      expect(existsSync(again.apply)).toBe(false);
    });

    test("is refused when a record tells that it was applied, whatever became of its files", async () => {
      const files = elsewhere();
      await applyThere(files);
      const request = { run: files.root, destination: DESTINATION, actor: "ci", startedAt: new Date() };
      const { location } = await record(request, testContext());
      await expect(applyThere(elsewhere())).rejects.toThrow(`already applied: its record is ${location}`);
    });

    test("leaves what a failure left where it outlives the machine", async () => {
      const failing = delivery("exit 7");
      await plan(failing);
      await expect(applyThere(elsewhere(failing))).rejects.toThrow("exit status 7");
      const kept = await read(`failed/dev_us-east-1/research/${source.tagObject}/0000-1111/apply.json`);
      expect(JSON.parse(kept)).toMatchObject({
        result: "failed",
        error: expect.stringContaining("exit status 7"),
      });
    });
  });
});
