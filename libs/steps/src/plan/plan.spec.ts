import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";

import { RefusedError } from "@tagform/outcome";

import { type Cloud, REAL_AWS } from "../cloud";
import { AMBIENT, testContext } from "../fixtures/context";
import { Delivery, NO_CLOUD, PASSED } from "../fixtures/delivery";
import { writePlanArchive } from "../fixtures/plan-archive";
import { temporaryFolder } from "../fixtures/temporary-folder";

// Real tools on a busy machine take their time.
jest.setTimeout(60_000);

const PLAN_JSON = JSON.stringify({
  format_version: "1.2",
  terraform_version: "1.11.4",
  resource_changes: [],
});
const SECRET = "very-secret";

/** A checkout whose terraform writes down its arguments and environment and does nothing. */
async function fakeCheckout(cloud: Cloud, planned = "# x\n"): Promise<string> {
  const root = temporaryFolder();
  const configuration = { "cdk.tf": planned, ...cloud.overrides };
  const inside = Object.entries(configuration).map(([name, text]) => [`tfconfig/m-/${name}`, text] as const);
  await writePlanArchive(join(root, "plan.zip"), Object.fromEntries(inside));
  mkdirSync(join(root, ".tagform/bin"), { recursive: true });
  const script = `#!/bin/sh
echo "$@" >> "${root}/arguments"
env >> "${root}/environment"
case "$1" in
  version) echo "Terraform v1.11.4" ;;
  show) [ "$2" = "-json" ] && echo '${PLAN_JSON}' ;;
  plan) cp "${root}/plan.zip" "\${6#-out=}" ;;
esac
exit 0
`;
  writeFileSync(join(root, ".tagform/bin/terraform"), script);
  chmodSync(join(root, ".tagform/bin/terraform"), 0o755);
  return root;
}

async function planWith(cloud: Cloud): Promise<{ args: string[]; environment: string; delivery: Delivery }> {
  const toolRoot = await fakeCheckout(cloud);
  const env = { ...AMBIENT, AWS_SECRET_ACCESS_KEY: SECRET, TF_CLI_ARGS_plan: "-destroy" };
  const delivery = new Delivery({ configuration: "# x\n", cloud, context: testContext({ toolRoot, env }) });
  delivery.verified({ mode: "pipeline" });
  const dependencyLock = join(toolRoot, "terraform.lock.hcl");
  writeFileSync(dependencyLock, "# the committed one\n");
  await delivery.plan({ dependencyLock, lockTimeoutSeconds: 300 });
  const lines = readFileSync(join(toolRoot, "arguments"), "utf8").trim().split("\n");
  return {
    args: lines.filter((line) => line !== "version"),
    environment: readFileSync(join(toolRoot, "environment"), "utf8"),
    delivery,
  };
}

test("terraform is asked for exactly one plan, without questions, waiting for the lock", async () => {
  const { args, delivery } = await planWith({ ...REAL_AWS, backendConfig: { use_path_style: "true" } });
  const { planFile } = delivery.files;
  expect(args).toEqual([
    "init -input=false -no-color -lockfile=readonly -backend-config=use_path_style=true",
    "state pull",
    `plan -input=false -no-color -detailed-exitcode -lock-timeout=300s -out=${planFile}`,
    `show -json ${planFile}`,
    `show -no-color ${planFile}`,
  ]);
});

test("a folder that was altered while terraform planned it is not sealed", async () => {
  const toolRoot = await fakeCheckout(NO_CLOUD, "# what was there for a moment\n");
  const delivery = new Delivery({ configuration: "# x\n", context: testContext({ toolRoot }) });
  await expect(delivery.plan()).rejects.toThrow(
    new RefusedError(
      "the planned folder was altered while it was planned: plan again\n" +
        "  configuration inside the plan file: cdk.tf is not what was planned",
    ),
  );
  expect(existsSync(delivery.files.seal)).toBe(false);
});

test("the registry's provider must be that of the committed lock file", async () => {
  const { delivery } = await planWith(REAL_AWS);
  expect(readFileSync(join(delivery.files.work, ".terraform.lock.hcl"), "utf8")).toBe(
    "# the committed one\n",
  );
});

test("another provider has its own lock file, and never asks the registry", async () => {
  const { args, environment, delivery } = await planWith({
    ...REAL_AWS,
    provider: { kind: "mirror", directory: "/mirror" },
  });
  expect(args[0]).toBe("init -input=false -no-color");
  expect(() => readFileSync(join(delivery.files.work, ".terraform.lock.hcl"))).toThrow("ENOENT");
  expect(environment).toContain(
    `TF_CLI_CONFIG_FILE=${join(delivery.files.root, "terraform/terraform.tfrc")}`,
  );
});

test("credentials are in the environment only, and ambient settings of terraform are not", async () => {
  const { args, environment } = await planWith(REAL_AWS);
  expect(args.join()).not.toContain(SECRET);
  expect(environment).toContain(SECRET);
  expect(environment).not.toContain("TF_CLI_ARGS");
});

test("an embedded AWS gets its overrides beside the configuration, and none of the ambient credentials", async () => {
  const { environment, delivery } = await planWith({ ...NO_CLOUD, overrides: { "x_override.tf": "# y\n" } });
  expect(readFileSync(join(delivery.files.work, "x_override.tf"), "utf8")).toBe("# y\n");
  expect(environment).not.toContain(SECRET);
});

test("what must be settled before ends the run with nothing planned, terraform being prepared", async () => {
  const toolRoot = await fakeCheckout(NO_CLOUD);
  const delivery = new Delivery({
    configuration: "# x\n",
    cloud: NO_CLOUD,
    context: testContext({ toolRoot }),
  });
  delivery.verified({ mode: "pipeline" });
  const mayPlan = Promise.reject(new Error("the quota is used up"));
  mayPlan.catch(() => undefined); // it fails before anybody waits for it
  await expect(delivery.plan({ mayPlan })).rejects.toThrow("the quota is used up");
  const commands = readFileSync(join(toolRoot, "arguments"), "utf8")
    .split("\n")
    .map((line) => line.split(" ")[0]);
  expect(commands).toContain("init");
  expect(commands).not.toContain("plan");
});

describe("what was not verified is not planned:", () => {
  const unverified = async (spoil: (delivery: Delivery) => void, cloud = NO_CLOUD): Promise<Error> => {
    const delivery = new Delivery({ configuration: "# x\n", cloud });
    spoil(delivery);
    return delivery.plan().then(
      () => new Error("it was planned"),
      (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
    );
  };

  test.each<[string, (delivery: Delivery) => void, string]>([
    ["findings", (delivery) => delivery.verified({ ok: false }), "verify did not pass"],
    [
      "no scan",
      (delivery) => delivery.verified({ checks: PASSED.slice(0, 3) }),
      "checkov, policy did not check it",
    ],
    ["no lint", (delivery) => delivery.verified({ checks: PASSED.slice(3) }), "tflint did not check it"],
    ["another stack", (delivery) => delivery.verified({ stackName: "other" }), "other was verified"],
    [
      "an altered file",
      ({ configurationFile }) => appendFileSync(configurationFile, "# y\n"),
      "cdk.tf was altered after it was verified: run tagform verify again",
    ],
    [
      "another file",
      ({ configurationFile }) => writeFileSync(`${configurationFile}.json`, "{}"),
      "cdk.tf.json in ",
    ],
    [
      "values of variables",
      ({ configurationFile }) => writeFileSync(join(configurationFile, "../x.auto.tfvars"), ""),
      "x.auto.tfvars in ",
    ],
    [
      "a file that is gone",
      ({ configurationFile }) => rmSync(configurationFile),
      "cdk.tf was verified and is not",
    ],
  ])("%s", async (_, spoil, message) => {
    const error = await unverified(spoil);
    expect(error).toBeInstanceOf(RefusedError);
    expect(error.message).toContain(message);
  });

  test("a rehearsal's verification is not enough for the real AWS", async () => {
    const error = await unverified(() => undefined, REAL_AWS);
    expect(error.message).toContain("it was verified as a rehearsal, which goes on without missing tools");
  });

  test("a run that was not verified says what to do", async () => {
    const error = await unverified(({ files }) => rmSync(files.verify, { recursive: true }));
    expect(error.message).toMatch(/^this run has no verify report .*: run tagform verify first$/);
  });
});
