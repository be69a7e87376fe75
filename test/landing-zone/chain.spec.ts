import { readFileSync } from "node:fs";
import path from "node:path";

import type { SimulatedAft } from "@tagform/landing-zone-vending/simulated";
import { EXIT } from "@tagform/outcome";
import { Deliveries, type Ended, WorkspaceCopy } from "@tagform/testing";

import { simulatedFactory } from "./factory";

const ROOT = path.resolve(__dirname, "../..");
const MINUTES = 60_000;
const REQUESTED = ["payments-dev", "payments-qa", "payments-staging", "payments-prod"];

let copy: WorkspaceCopy;
let deliveries: Deliveries;
let factory: SimulatedAft | undefined;

beforeAll(async () => {
  copy = new WorkspaceCopy(ROOT, process.env);
  deliveries = new Deliveries(copy, "rehearsal");
  // An account that was vended before; its delivery leaves an embedded AWS running.
  deliveries.deliver("landing-zone_global/research-dev/1.0");
  factory = await simulatedFactory(deliveries.endpoint);
}, 5 * MINUTES);
afterAll(() => {
  factory?.destroy();
  deliveries.dispose();
  copy.dispose();
});

const accounts = (...words: string[]): Ended =>
  copy.tagform("accounts", ...words, "--endpoint", deliveries.endpoint);

const read = (file: string): string => readFileSync(path.join(copy.root, file), "utf8");

function succeed(ended: Ended, ...allowed: number[]): Ended {
  if (![EXIT.ok, ...allowed].some((code) => code === ended.exitCode)) throw new Error(ended.output);
  return ended;
}

// The steps of one story: each goes on where the one before ended.
test(
  "a team's accounts are requested by one command, and its tags are refused with the reason",
  () => {
    const words = ["--team=payments", "--ssoEmail=payments@example.com", "--tag=CostCenter=1003"];
    succeed(copy.run("npx", ["nx", "g", "account", ...words, "--reason=Card payments"]));
    succeed(copy.run("npx", ["prettier", "--check", "environments"]));
    succeed(copy.run("npx", ["tsc", "-p", "environments/landing-zone/tsconfig.json"]));
    succeed(copy.tagform("check"));
    copy.commit("Request the accounts of payments");

    expect(copy.tagform("list").stdout).toMatch(/^dev_global\/payments +pending: payments-dev/m);
    expect(copy.tagform("explain", "dev_global/payments/1.0").stdout).toContain(
      "payments-dev is requested and not vended",
    );
    for (const refused of [
      copy.tagform("tag", "dev_global/payments"),
      deliveries.attempt("dev_global/payments/0.1"),
    ]) {
      expect(refused.stderr).toContain("cell dev_global/payments has no account yet");
      expect(refused.exitCode).toBe(EXIT.refused);
    }
  },
  5 * MINUTES,
);

test(
  "the requests are planned, approved and vended, and the ids come back as a change of their own",
  async () => {
    const planned = JSON.parse(succeed(accounts("plan", ...REQUESTED, "--json"), EXIT.changes).stdout) as {
      digest: string;
      accounts: { name: string; action: string }[];
    };
    expect(planned.accounts.map(({ name, action }) => `${name} ${action}`).sort()).toEqual(
      REQUESTED.map((name) => `${name} create`).sort(),
    );
    expect(accounts("vend").exitCode).toBe(EXIT.refused);
    succeed(accounts("vend", "--approve", planned.digest));
    await factory?.settle();

    succeed(accounts("track", ...REQUESTED));
    expect(copy.git("status", "--porcelain", "--", "environments/dev", "environments/landing-zone")).toBe(
      " M environments/dev/payments.ts\n M environments/landing-zone/accounts/payments-dev.ts\n" +
        " M environments/landing-zone/accounts/payments-prod.ts\n M environments/landing-zone/accounts/payments-qa.ts\n" +
        " M environments/landing-zone/accounts/payments-staging.ts\n",
    );
    expect(read("environments/dev/payments.ts")).toMatch(/accountId: "\d{12}"/);
    succeed(copy.run("npx", ["prettier", "--check", "environments"]));
    succeed(copy.tagform("check"));
    copy.commit("Name the accounts of payments");
  },
  5 * MINUTES,
);

test(
  "the account gets its baseline by tag, then a workload by tag",
  () => {
    const baseline = "landing-zone_global/payments-dev/1.0";
    expect(deliveries.deliver(baseline)[baseline]).toMatchObject({ result: "applied" });

    const role = '{ kind: "workload-role", perRegion: true, regions: ["us-east-1"] }';
    copy.replace("environments/dev/payments.ts", "workloads: {}", `workloads: { "card-role": ${role} }`);
    succeed(copy.tagform("check"));
    copy.commit("Give payments a role");
    const workload = "dev_global/payments/1.0";
    const delivered = deliveries.deliver(workload)[workload];
    expect(delivered).toMatchObject({ result: "applied" });
    expect(delivered?.state.key).toBe("payments/dev-global/terraform.tfstate");
  },
  5 * MINUTES,
);

test(
  "a Region that the unit's guardrail forbids is refused before anything is planned",
  () => {
    succeed(
      copy.run("npx", ["nx", "g", "region", "--team=research", "--environment=dev", "--region=eu-west-1"]),
    );
    copy.commit("Try another Region");
    const cell = "dev_eu-west-1/research";
    const { exitCode, stdout } = copy.tagform("guardrails", "check", cell, "--json");
    const report = JSON.parse(stdout) as { answer: string; unit: string };
    expect(report).toMatchObject({ answer: "denied", unit: "Workloads/Dev" });
    expect(stdout).toContain("statement RegionDeny, denies ec2:");
    expect(exitCode).toBe(EXIT.changes);

    const refused = deliveries.attempt(`${cell}/1.0`);
    expect(refused.exitCode).not.toBe(EXIT.ok);
    expect(refused.stderr).toContain("RegionDeny");
  },
  5 * MINUTES,
);
