import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { RefusedError } from "@tagform/outcome";

import { apply, type ApplyRequest } from "../apply/apply";
import { digestOfFile } from "../digest";
import { testContext } from "../fixtures/context";
import { Delivery, DESTINATION, localBackend } from "../fixtures/delivery";
import { readPlanArchive, writePlanArchive } from "../fixtures/plan-archive";
import { reseal } from "../fixtures/reseal";
import { temporaryFolder } from "../fixtures/temporary-folder";
import { type RunDirectory, runDirectory } from "../run-directory";
import { LocalSealKey } from "./local-seal-key";
import { type SealStatement } from "./seal-statement";

// Real tools on a busy machine take their time.
jest.setTimeout(60_000);

const SERIAL = 7;
const LINEAGE = "0a1b2c3d-0000-4000-8000-000000000000";
const stateText = (serial = SERIAL, lineage = LINEAGE): string =>
  JSON.stringify({ version: 4, terraform_version: "1.11.4", serial, lineage, outputs: {}, resources: [] });
const LOCKED_PROVIDER = `provider "registry.terraform.io/hashicorp/aws" {
  version = "6.25.0"
  hashes = [
    "h1:+hGrZFOwhO5Wa60cy9tntT0qkBf81rHJIF2ErJ5JkQg=",
  ]
}
`;

/** One approved plan, of which every test gets a copy. */
let planned: string;
let state: string;

beforeAll(async () => {
  planned = mkdtempSync(join(tmpdir(), "tagform-planned-"));
  state = join(planned, "terraform.tfstate");
  writeFileSync(state, stateText());
  const configuration = `${localBackend(state)}\nresource "terraform_data" "a" {}\n`;
  const delivery = new Delivery({ configuration });
  await delivery.plan();
  await delivery.approve();
  cpSync(delivery.files.root, join(planned, "run"), { recursive: true });
});
beforeEach(() => writeFileSync(state, stateText()));
afterAll(() => rmSync(planned, { recursive: true, force: true }));

function copyOfRun(): RunDirectory {
  const root = temporaryFolder();
  cpSync(join(planned, "run"), root, { recursive: true });
  return runDirectory(root);
}

function applyRun(files: RunDirectory, overrides: Partial<ApplyRequest> = {}): Promise<unknown> {
  const request: ApplyRequest = { run: files.root, destination: DESTINATION, policy: "always" };
  return apply({ ...request, lockTimeoutSeconds: 0, ...overrides }, testContext());
}

async function refusal(files: RunDirectory, overrides: Partial<ApplyRequest> = {}): Promise<string> {
  const refused = applyRun(files, overrides);
  await expect(refused).rejects.toThrow(RefusedError);
  return refused.then(() => "", String);
}

const resealed =
  (change: Partial<SealStatement>) =>
  (files: RunDirectory): Promise<void> =>
    reseal(files, (statement) => ({ ...statement, ...change }));

/** Another plan file with a seal of its own: whoever may seal could still not change what was verified. */
const withPlanFile =
  (change: (inside: Record<string, Buffer>) => Record<string, string | Buffer>) =>
  async (files: RunDirectory): Promise<void> => {
    await writePlanArchive(files.planFile, change(await readPlanArchive(files.planFile)));
    const tfplan = await digestOfFile(files.planFile);
    await reseal(files, (statement) => ({ ...statement, digests: { ...statement.digests, tfplan } }));
  };

type Case = readonly [name: string, spoil: (files: RunDirectory) => unknown, reason: string];

test.each<Case>([
  [
    "whose seal was altered",
    ({ seal }) => writeFileSync(seal, readFileSync(seal, "utf8").replace("012345678901", "999999999999")),
    "unsigned: the seal does not count, its signature is not that of the statement",
  ],
  [
    "that is not signed",
    ({ sealSignature }) => rmSync(sealSignature),
    "unsigned: the seal does not count, it is not signed",
  ],
  [
    "that another machine signed",
    (files) => reseal(files, (same) => same, new LocalSealKey(temporaryFolder())),
    "unsigned: the seal does not count, it was signed by another key",
  ],
  ["without a seal", ({ seal }) => rmSync(seal), "unsigned: this plan has no seal"],
  [
    "that is too old",
    resealed({ expiresAt: "2026-01-01T00:00:00.000Z" }),
    "expired: this plan was valid until 2026-01-01T00:00:00.000Z",
  ],
  [
    "of another account",
    resealed({ accountId: "999999999999" }),
    "account: planned for 999999999999, to be applied to 012345678901",
  ],
  [
    "of another tag",
    resealed({ tag: "dev_us-east-1/research/1.0" }),
    "tag: planned for dev_us-east-1/research/1.0, to be applied to no tag",
  ],
  [
    "of a tag that was moved",
    resealed({ tagObject: "b".repeat(40) }),
    `tag object: planned for ${"b".repeat(40)}`,
  ],
  ["of another commit", resealed({ commit: "c".repeat(40) }), `commit: planned for ${"c".repeat(40)}`],
  [
    "against another state",
    resealed({ state: { bucket: "tagform-qa", key: "k", lineage: LINEAGE, serial: SERIAL } }),
    "state: planned for s3://tagform-qa/k, to be applied to s3://tagform-dev/research/dev-us-east-1/terraform.tfstate",
  ],
  [
    "that another version of terraform made",
    resealed({ terraform: { product: "terraform", version: "1.10.0", platform: "linux_x64", sha256: "" } }),
    "tool version: planned with terraform 1.10.0, to be applied with terraform 1.",
  ],
  [
    "that another program of the same version made",
    (files) =>
      reseal(files, (same) => ({ ...same, terraform: { ...same.terraform, sha256: "0".repeat(64) } })),
    "is another program than the one that planned",
  ],
  [
    "whose state was written since",
    () => writeFileSync(state, stateText(SERIAL + 1)),
    "stale state: planned against serial 7, it is 8",
  ],
  [
    "whose state is another one now",
    () => writeFileSync(state, stateText(SERIAL, "ffffffff-0000-4000-8000-000000000000")),
    `state lineage: planned against lineage ${LINEAGE}, it is ffffffff`,
  ],
  [
    "whose summary is of another plan",
    ({ planSummary }) =>
      writeFileSync(
        planSummary,
        readFileSync(planSummary, "utf8").replace(/("seal": )"\w+"/, `$1"${"0".repeat(64)}"`),
      ),
    "plan summary: is of plan 000000000000, the seal is",
  ],
  [
    "that nobody approved",
    ({ approval }) => rmSync(approval),
    "unapproved: policy always needs an approval of this plan",
  ],
  [
    "whose configuration was altered inside the plan file",
    withPlanFile((inside) => ({ ...inside, "tfconfig/m-/cdk.tf": "# nothing\n" })),
    "configuration inside the plan file: is not the one that was sealed\n" +
      "  configuration inside the plan file: cdk.tf is not what was planned",
  ],
  [
    "whose plan file has more configuration inside",
    withPlanFile((inside) => ({ ...inside, "tfconfig/m-/more.tf": "# more\n" })),
    "configuration inside the plan file: more.tf is not what was planned",
  ],
  [
    "whose lock file was altered inside the plan file",
    withPlanFile((inside) => ({ ...inside, ".terraform.lock.hcl": LOCKED_PROVIDER })),
    "lock file inside the plan file: version or checksums of registry.terraform.io/hashicorp/aws are not the planned ones",
  ],
  [
    "whose lock file was altered",
    ({ work }) => writeFileSync(join(work, ".terraform.lock.hcl"), LOCKED_PROVIDER),
    "lock file: was altered after it was planned",
  ],
  [
    "whose plan file is none",
    ({ planFile }) => writeFileSync(planFile, "x"),
    "configuration inside the plan file: unreadable",
  ],
])("a plan %s is refused before terraform begins", async (_, spoil, reason) => {
  const files = copyOfRun();
  await spoil(files);
  expect(await refusal(files)).toContain(reason);
  expect(existsSync(files.apply)).toBe(false);
});

test("a plan that is not the one that the pipeline showed is refused", async () => {
  const files = copyOfRun();
  const digest = "9".repeat(64);
  expect(await refusal(files, { expected: { digest } })).toMatch(
    /plan digest: this run directory holds plan [0-9a-f]{12}, expected is 9{12}/,
  );
});

test("a plan of another tag than the pipeline runs for is refused", async () => {
  const expected = { tag: "dev_us-east-1/research/1.0" };
  expect(await refusal(copyOfRun(), { expected })).toContain(
    "tag of the pipeline: planned for no tag, to be applied to dev_us-east-1/research/1.0",
  );
});

test("approvals by one person do not satisfy a policy that asks for two", async () => {
  const files = copyOfRun();
  const approval = JSON.parse(readFileSync(files.approval, "utf8")) as object;
  const twice = ["1", "2"].map((at) => ({ identity: "ada@laptop", at }));
  writeFileSync(files.approval, JSON.stringify({ ...approval, approvals: twice }));
  expect(await refusal(files, { policy: "two-people" })).toContain(
    "unapproved: policy two-people needs approvals by 2 people, it has those of ada@laptop",
  );
});

test("a plan is applied once, also when the first time failed or was killed", async () => {
  const files = copyOfRun();
  expect(await applyRun(files)).toMatchObject({ result: "applied" });
  expect(await refusal(files)).toMatch(/already applied: this run ended as applied at 20/);
  for (const result of ["failed", "interrupted"]) {
    const ended = readFileSync(files.apply, "utf8").replace(/"result": "\w+"/, `"result": "${result}"`);
    writeFileSync(files.apply, ended);
    expect(await refusal(files)).toContain(`already applied: this run ended as ${result}`);
  }
});

test("a plan that terraform did not begin to apply may be applied again", async () => {
  const files = copyOfRun();
  await applyRun(files);
  const ended = JSON.parse(readFileSync(files.apply, "utf8")) as object;
  writeFileSync(files.apply, JSON.stringify({ ...ended, result: "failed", untouched: true }));
  writeFileSync(state, stateText());
  expect(await applyRun(files)).toMatchObject({ result: "applied" });
});
