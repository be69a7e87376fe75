import { appendFileSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { RefusedError } from "@tagform/outcome";

import { REAL_AWS } from "../cloud";
import { Delivery, DESTINATION, localBackend } from "../fixtures/delivery";
import { temporaryFolder } from "../fixtures/temporary-folder";

// Real tools on a busy machine take their time.
jest.setTimeout(60_000);

const BODY = `
variable "session" {
  type      = object({ role_name = string, tags = map(string) })
  default   = { role_name = "InfraBuildRole", tags = {} }
  ephemeral = true
}

resource "terraform_data" "a" {
  input = "a"

  lifecycle {
    precondition {
      condition     = var.session.role_name != ""
      error_message = "no role"
    }
  }
}

output "plain" {
  value = terraform_data.a.output
}

output "secret" {
  value     = "hidden"
  sensitive = true
}
`;
let state: string;
let delivery: Delivery;

beforeEach(() => {
  state = join(temporaryFolder(), "terraform.tfstate");
  delivery = new Delivery({ configuration: localBackend(state) + BODY });
});
const again = (body = BODY): Delivery => new Delivery({ configuration: localBackend(state) + body });

async function refusal(): Promise<string> {
  const refused = delivery.apply();
  await expect(refused).rejects.toThrow(RefusedError);
  return refused.then(() => "", String);
}

test("an approved plan is applied, and the same configuration then needs nothing", async () => {
  const summary = await delivery.plan();
  expect(summary).toMatchObject({ line: "+1 ~0 -0 (2 outputs)", noChanges: false, adds: 1, outputs: 2 });
  await delivery.approve();
  const result = await delivery.apply();
  expect(result).toMatchObject({ result: "applied", outputs: { plain: "a" }, sensitiveOutputs: ["secret"] });
  expect(readFileSync(delivery.files.apply, "utf8")).not.toContain("hidden");

  const second = again();
  expect(await second.plan()).toMatchObject({ line: "no changes", noChanges: true, state: { serial: 2 } });
  await second.approve();
  expect(await second.apply()).toMatchObject({ result: "unchanged", outputs: { plain: "a" } });
});

test("the summary identifies the plan, and files that may hold secrets are for their owner only", async () => {
  const summary = await delivery.plan();
  expect(delivery.json(delivery.files.planSummary)).toEqual(summary);
  expect(summary).toMatchObject({
    mode: "deploy",
    cell: DESTINATION.cell,
    accountId: "012345678901",
    cloud: "embedded",
    provider: "mirror",
  });
  expect(Object.values(summary.digests)).toEqual(Array(4).fill(expect.stringMatching(/^[0-9a-f]{64}$/)));
  for (const file of [delivery.files.planFile, delivery.files.planJson, delivery.files.planText]) {
    expect(statSync(file).mode & 0o777).toBe(0o600);
  }
  expect(readFileSync(delivery.files.planText, "utf8")).toContain("# terraform_data.a will be created");
});

test("a plan made with one session is applied with another", async () => {
  await delivery.plan({ session: { roleName: "Reader", tags: { tag: "${x}" } }, applyRole: "Writer" });
  await delivery.approve();
  expect(await delivery.apply({ session: { roleName: "Writer", tags: {} } })).toMatchObject({
    result: "applied",
  });
});

test("a plan is applied as the role that it was sealed for, and as no other", async () => {
  await delivery.plan({ applyRole: "Writer" });
  await delivery.approve();
  expect(await refusal()).toContain("role: planned for Writer, to be applied to InfraBuildRole");
});

test("a cell is destroyed through plan, approval and apply", async () => {
  await delivery.plan();
  await delivery.approve();
  await delivery.apply();
  const destruction = again();
  expect(await destruction.plan({ mode: "destroy" })).toMatchObject({ mode: "destroy", destroys: 1 });
  await destruction.approve();
  expect(await destruction.apply()).toMatchObject({ result: "destroyed", outputs: {} });

  const second = again();
  expect(await second.plan({ mode: "destroy" })).toMatchObject({ noChanges: true });
  await second.approve();
  expect(await second.apply()).toMatchObject({ result: "destroyed" });
});

test.each<[string, () => void, string]>([
  ["plan", () => appendFileSync(delivery.files.planFile, "x"), "saved plan: was altered"],
  ["plan's JSON", () => appendFileSync(delivery.files.planJson, " "), "JSON of the plan: was altered"],
  [
    "synthesized configuration",
    () => appendFileSync(delivery.configurationFile, "# more\n"),
    "synthesized configuration: was altered",
  ],
  [
    "planned folder",
    () => writeFileSync(join(delivery.files.work, "more.tf"), ""),
    "planned folder: was altered after it was planned",
  ],
  [
    "plan that is gone",
    () => rmSync(delivery.files.planFile),
    "saved plan: was altered after it was planned (unr",
  ],
])("an altered %s is refused", async (_, alter, message) => {
  await delivery.plan();
  await delivery.approve();
  alter();
  expect(await refusal()).toContain(message);
});

test("an approval of another plan is refused", async () => {
  await delivery.plan();
  await delivery.approve();
  const approval = readFileSync(delivery.files.approval, "utf8");
  await delivery.plan();
  expect(await refusal()).toContain(
    "unapproved: policy always needs an approval of this plan, none was given",
  );
  // Two plans of the same second may be the same bytes, so the other plan is made up.
  writeFileSync(
    delivery.files.approval,
    approval.replace(/"plan": "[0-9a-f]{64}"/, `"plan": "${"0".repeat(64)}"`),
  );
  expect(await refusal()).toMatch(
    /unapproved: the approval was given to another plan \(0{12}\), this one is [0-9a-f]{12}/,
  );
});

test("an approval that the policy did not ask for does not satisfy a stricter one", async () => {
  await delivery.plan();
  await delivery.approve();
  const approval = readFileSync(delivery.files.approval, "utf8");
  writeFileSync(delivery.files.approval, approval.replace('"approved"', '"not-needed"'));
  expect(await refusal()).toContain(
    "unapproved: policy always needs an approval of this plan, none was given",
  );
});

test("a plan for another cell, account, cloud or provider is refused, and all that differs is named", async () => {
  await delivery.plan();
  await delivery.approve();
  writeFileSync(delivery.files.cloud, JSON.stringify(REAL_AWS));
  const elsewhere = delivery.apply({
    destination: { ...DESTINATION, accountId: "999999999999", cell: { ...DESTINATION.cell, team: "risk" } },
  });
  await expect(elsewhere).rejects.toThrow(
    new RefusedError(
      [
        "this plan is not applied, plan and approve again:",
        "  cell: planned for dev_us-east-1/research, to be applied to dev_us-east-1/risk",
        "  account: planned for 012345678901, to be applied to 999999999999",
        "  cloud: planned for embedded, to be applied to aws",
        "  provider: planned for mirror, to be applied to registry",
      ].join("\n"),
    ),
  );
});

test("a plan whose state has changed since is refused before anything begins, and nothing is planned again", async () => {
  await delivery.plan();
  await delivery.approve();
  const other = again(BODY.replace('input = "a"', 'input = "b"'));
  await other.plan();
  await other.approve();
  await other.apply();
  expect(await refusal()).toMatch(
    /state lineage: planned against lineage none, it is [0-9a-f-]{36}: another state/,
  );
  expect(existsSync(delivery.files.apply)).toBe(false);
  expect(readFileSync(state, "utf8")).toContain('"b"');
});

test("a failed apply is written down", async () => {
  const provisioner = '\n  provisioner "local-exec" {\n    command = "exit 7"\n  }\n';
  delivery = again(BODY.replace('input = "a"', `input = "a"${provisioner}`));
  await delivery.plan();
  await delivery.approve();
  await expect(delivery.apply()).rejects.toThrow("exit status 7");
  expect(delivery.json(delivery.files.apply)).toMatchObject({ result: "failed", outputs: {} });
});

test("a run without a synthesized configuration says which step is missing", async () => {
  rmSync(delivery.files.synth, { recursive: true });
  await expect(delivery.plan()).rejects.toThrow(
    /^this run has no synthesized configuration .*: run tagform verify/,
  );
});
