import { mkdirSync, writeFileSync } from "node:fs";

import { RefusedError } from "@tagform/outcome";

import { REAL_AWS } from "../cloud";
import { digestOfFile } from "../digest";
import { testContext } from "../fixtures/context";
import { DESTINATION, NO_CLOUD } from "../fixtures/delivery";
import { temporaryFolder } from "../fixtures/temporary-folder";
import { type PlanSummary } from "../plan/plan-summary";
import { runDirectory } from "../run-directory";
import { type ApprovalPolicy } from "./approval";
import { type ApprovalQuestion, approve, needsApproval } from "./approve";

async function runWith(facts: Partial<PlanSummary>, cloud = REAL_AWS): Promise<string> {
  const files = runDirectory(temporaryFolder());
  mkdirSync(files.plan);
  writeFileSync(files.cloud, JSON.stringify(cloud));
  writeFileSync(files.planFile, "the plan");
  const counts = {
    adds: 1,
    changes: 0,
    destroys: 0,
    replaces: 0,
    moved: 0,
    imported: 0,
    forgotten: 0,
    outputs: 0,
  };
  const summary: PlanSummary = {
    ...counts,
    mode: "deploy",
    line: "+1 ~0 -0",
    noChanges: false,
    cell: DESTINATION.cell,
    accountId: DESTINATION.accountId,
    stackName: DESTINATION.stackName,
    digests: { config: "config", work: "work", tfplan: await digestOfFile(files.planFile), planJson: "json" },
    terraform: { product: "terraform", version: "1.11.4" },
    cloud: "aws",
    provider: "registry",
    createdAt: "2026-11-21T12:00:00.000Z",
    durationMs: 1,
    ...facts,
  };
  writeFileSync(files.planSummary, JSON.stringify(summary));
  return files.root;
}

test.each<[ApprovalPolicy, "deploy" | "destroy", boolean, boolean]>([
  ["none", "deploy", false, false],
  ["none", "destroy", false, true],
  ["when-changed", "deploy", false, true],
  ["when-changed", "deploy", true, false],
  ["when-changed", "destroy", true, true],
  ["always", "deploy", true, true],
])("policy %s, mode %s, without changes %s: approval needed %s", (policy, mode, noChanges, needed) => {
  expect(needsApproval(policy, { mode, noChanges })).toBe(needed);
});

test("a person who is asked approves exactly this plan", async () => {
  const run = await runWith({});
  const asked: ApprovalQuestion[] = [];
  const ask = (question: ApprovalQuestion): Promise<boolean> => {
    asked.push(question);
    return Promise.resolve(true);
  };
  const approval = await approve({ run, policy: "always", approver: "Ada", ask }, testContext());
  expect(approval).toMatchObject({ decision: "approved", policy: "always", approver: "Ada" });
  expect(approval.plan).toEqual({
    tfplan: await digestOfFile(runDirectory(run).planFile),
    config: "config",
  });
  expect(asked[0]).toMatchObject({ summary: { line: "+1 ~0 -0" }, planText: runDirectory(run).planText });
});

test("a person who says no refuses", async () => {
  const run = await runWith({});
  const ask = (): Promise<boolean> => Promise.resolve(false);
  const refused = approve({ run, policy: "always", approver: "Ada", ask }, testContext());
  await expect(refused).rejects.toThrow(
    new RefusedError("deploying to dev_us-east-1/research (+1 ~0 -0) was not approved by Ada"),
  );
});

test("where nobody can be asked, a plan that needs approval is refused", async () => {
  const run = await runWith({ mode: "destroy" });
  const refused = approve({ run, policy: "none", approver: "ci" }, testContext());
  await expect(refused).rejects.toThrow(RefusedError);
  await expect(refused).rejects.toThrow(
    "destroying dev_us-east-1/research (+1 ~0 -0) needs approval, and nobody can be asked here",
  );
  // What to do is said as commands.
  await expect(refused).rejects.toThrow(`approve --run ${run}\n`);
});

test("nobody is asked when the policy asks nobody", async () => {
  const run = await runWith({ noChanges: true });
  const approval = await approve({ run, policy: "when-changed", approver: "ci" }, testContext());
  expect(approval).toMatchObject({ decision: "not-needed", approver: "policy" });
});

test("a rehearsal approves itself, and nothing else does", async () => {
  const run = await runWith({}, NO_CLOUD);
  const approval = await approve({ run, policy: "always", approver: "Ada" }, testContext());
  expect(approval).toMatchObject({ decision: "approved", approver: "rehearsal" });
});

test("a plan that is not the summarized one is not put to approval", async () => {
  const run = await runWith({});
  writeFileSync(runDirectory(run).planFile, "another plan");
  const refused = approve({ run, policy: "none", approver: "Ada" }, testContext());
  await expect(refused).rejects.toThrow(/tfplan is not the plan of .*summary.json: plan again$/);
});

test("without a plan there is nothing to approve", async () => {
  const refused = approve({ run: temporaryFolder(), policy: "none", approver: "Ada" }, testContext());
  await expect(refused).rejects.toThrow(/^this run has no plan summary .*: run tagform plan first$/);
});
