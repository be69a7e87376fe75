import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";

import { LockHeldError } from "@tagform/outcome";
import { InterruptedError } from "@tagform/toolchain";

import { AMBIENT, testContext } from "../fixtures/context";
import { Delivery, DESTINATION } from "../fixtures/delivery";
import { describeWithStorage, StateStorage } from "../fixtures/state-storage";
import { temporaryFolder } from "../fixtures/temporary-folder";
import { type StepContext } from "../step-context";

type Locks = "s3" | "dynamodb" | "both";
const LOCKS: readonly Locks[] = ["s3", "dynamodb", "both"];
const { bucket, region, lockTable } = DESTINATION.state;

const configuration = (key: string, locks: Locks, command: string): string => `terraform {
  backend "s3" {
    bucket  = "${bucket}"
    key     = "${key}"
    region  = "${region}"
    encrypt = true
${locks === "dynamodb" ? "" : "    use_lockfile = true\n"}${locks === "s3" ? "" : `    dynamodb_table = "${lockTable}"\n`}  }
}

resource "terraform_data" "a" {
  input = "a"

  provisioner "local-exec" {
    command = ${JSON.stringify(command)}
  }
}
`;

describeWithStorage("on S3", () => {
  jest.setTimeout(60_000);
  let storage: StateStorage;
  let marker: string;
  let key: string;

  beforeAll(async () => {
    storage = await StateStorage.start();
  });
  afterAll(() => storage.stop());
  beforeEach(() => {
    marker = join(temporaryFolder(), "pid");
    key = `${randomUUID()}/terraform.tfstate`;
  });

  const delivery = (locks: Locks, command: string, context?: StepContext): Delivery =>
    new Delivery({
      configuration: configuration(key, locks, command),
      cloud: storage.cloud,
      ...(context === undefined ? {} : { context }),
    });
  /** Writes down the process id of terraform, which is its parent, and takes its time. */
  const slow = (): string => `echo $PPID > ${marker}.partial && mv ${marker}.partial ${marker} && sleep 4`;
  const applyStarted = async (): Promise<number> => {
    while (!existsSync(marker)) await new Promise((resolve) => setTimeout(resolve, 50));
    return Number(execFileSync("cat", [marker], { encoding: "utf8" }));
  };
  const approved = async (made: Delivery): Promise<Delivery> => {
    await made.plan();
    await made.approve();
    return made;
  };

  describe.each(LOCKS)("with locks in %s", (locks) => {
    test("a killed terraform leaves a lock; apply and the next plan name the command that releases it", async () => {
      const killed = await approved(delivery(locks, slow()));
      const applying = killed.apply();
      const failed = expect(applying).rejects.toThrow(
        /^terraform apply failed, killed by SIGKILL:[^]*is locked by/,
      );
      process.kill(await applyStarted(), "SIGKILL");
      await failed;
      expect(killed.json(killed.files.apply)).toMatchObject({
        result: "failed",
        lock: { path: `${bucket}/${key}`, operation: "OperationTypeApply" },
      });

      const next = delivery(locks, "true");
      const error = await next.plan().catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(LockHeldError);
      const message = String(error);
      expect(message).toMatch(
        /is locked by \S+@\S+ since 20.* \(OperationTypeApply, lock [0-9a-f-]{36}\): wait until/,
      );

      const command = message.split("\n").at(-1)!.trim();
      execFileSync("/bin/sh", ["-c", `echo yes | ${command}`], { env: AMBIENT, stdio: "pipe" });
      expect(await delivery(locks, "true").plan()).toMatchObject({ adds: 1 });
    });

    test("one Ctrl-C ends apply in good order: no lock stays, and the message says so", async () => {
      const controller = new AbortController();
      const interrupted = await approved(delivery(locks, slow(), testContext({ signal: controller.signal })));
      const applying = interrupted.apply();
      const failed = expect(applying).rejects.toThrow(InterruptedError);
      await applyStarted();
      controller.abort();
      await failed;
      await expect(applying).rejects.toThrow(
        "terraform apply was interrupted: what was done before is in the state, plan again to do the rest; " +
          "the state is not locked",
      );
      expect(interrupted.json(interrupted.files.apply)).toMatchObject({ result: "interrupted" });
      // The half-made resource is in the state as tainted, and the next run replaces it.
      expect(await delivery(locks, "true").plan()).toMatchObject({ replaces: 1 });
    });
  });

  test("a state that could not be saved is kept, with the command that saves it", async () => {
    const mortal = await StateStorage.start();
    const cloud = { ...mortal.cloud, backendConfig: { ...mortal.cloud.backendConfig, max_retries: "3" } };
    const made = await approved(new Delivery({ configuration: configuration(key, "s3", slow()), cloud }));
    const applying = made.apply();
    const failed = expect(applying).rejects.toThrow(
      /Failed to save state[^]*lies in errored\.tfstate: save it.*\n.* -chdir=\S+ state push errored\.tfstate$/,
    );
    await applyStarted();
    mortal.stop();
    await failed;
    expect(existsSync(join(made.files.work, "errored.tfstate"))).toBe(true);
  });

  test("a lock held by a running apply is waited for, as long as was asked for", async () => {
    const running = await approved(delivery("s3", slow()));
    const applying = running.apply();
    await applyStarted();
    await expect(delivery("s3", "true").plan()).rejects.toThrow(LockHeldError);
    expect(await delivery("s3", "true").plan({ lockTimeoutSeconds: 30 })).toMatchObject({
      line: "no changes",
    });
    expect(await applying).toMatchObject({ result: "applied" });
  });

  test("Ctrl-C while a lock is waited for changes nothing and leaves the other's lock alone", async () => {
    const running = await approved(delivery("s3", slow()));
    const applying = running.apply();
    await applyStarted();
    const controller = new AbortController();
    const waiting = delivery("s3", "true", testContext({ signal: controller.signal }));
    const planning = waiting.plan({ lockTimeoutSeconds: 60 });
    setTimeout(() => controller.abort(), 1500);
    await expect(planning).rejects.toThrow(InterruptedError);
    expect(await applying).toMatchObject({ result: "applied" });
  });
});
