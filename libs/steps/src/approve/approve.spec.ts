import { readFileSync, rmSync, writeFileSync } from "node:fs";

import { RefusedError } from "@tagform/outcome";

import { REAL_AWS } from "../cloud";
import { testContext } from "../fixtures/context";
import { NO_CLOUD } from "../fixtures/delivery";
import { STATEMENT, writeSealedPlan } from "../fixtures/sealed-plan";
import { temporaryFolder } from "../fixtures/temporary-folder";
import { runDirectory } from "../run-directory";
import { type SealStatement } from "../seal/seal-statement";
import { type Approval, type ApprovalPolicy, approvalsNeeded } from "./approval";
import { type ApprovalQuestion, approve, type ApproveRequest } from "./approve";

interface SealedRun {
  readonly run: string;
  /** Of the plan. */
  readonly digest: string;
}

function runWith(facts: Partial<SealStatement> = {}, cloud = REAL_AWS): SealedRun {
  const files = runDirectory(temporaryFolder());
  writeFileSync(files.cloud, JSON.stringify(cloud));
  return { run: files.root, digest: writeSealedPlan(files, { ...STATEMENT, ...facts }) };
}

const yes = (): Promise<boolean> => Promise.resolve(true);
const no = (): Promise<boolean> => Promise.resolve(false);
const approveAs = (
  { run }: SealedRun,
  approver: string,
  overrides: Partial<ApproveRequest> = {},
): Promise<Approval> =>
  approve({ run, policy: "two-people", approver, ask: yes, ...overrides }, testContext());

test.each<[ApprovalPolicy, "deploy" | "destroy", boolean, number]>([
  ["none", "deploy", false, 0],
  ["none", "destroy", false, 1],
  ["none", "destroy", true, 0],
  ["when-changed", "deploy", false, 1],
  ["when-changed", "deploy", true, 0],
  ["when-changed", "destroy", true, 0],
  ["always", "deploy", true, 1],
  ["two-people", "deploy", false, 2],
  ["two-people", "deploy", true, 0],
  ["two-people", "destroy", false, 2],
])("policy %s, mode %s, without changes %s: people needed %s", (policy, mode, noChanges, needed) => {
  expect(approvalsNeeded(policy, { mode, noChanges })).toBe(needed);
});

test("a person who is asked is shown the digest of the plan, and approves exactly that", async () => {
  const sealed = runWith();
  const asked: ApprovalQuestion[] = [];
  const ask = (question: ApprovalQuestion): Promise<boolean> => {
    asked.push(question);
    return yes();
  };
  const approval = await approveAs(sealed, "ada@laptop", { policy: "always", ask });
  expect(approval).toMatchObject({ decision: "approved", approver: "ada@laptop", plan: sealed.digest });
  expect(asked).toMatchObject([
    { digest: sealed.digest, statement: STATEMENT, planText: runDirectory(sealed.run).planText },
  ]);
});

test("a person who says no refuses", async () => {
  await expect(approveAs(runWith(), "Ada", { ask: no })).rejects.toThrow(
    new RefusedError("deploying to dev_us-east-1/research (+1 ~0 -0) was not approved by Ada"),
  );
});

test("where nobody can be asked, a plan that needs approval is refused", async () => {
  const { run } = runWith({ mode: "destroy" });
  const refused = approve({ run, policy: "none", approver: "ci" }, testContext());
  await expect(refused).rejects.toThrow(RefusedError);
  await expect(refused).rejects.toThrow(
    "destroying dev_us-east-1/research (+1 ~0 -0) needs approval, and nobody can be asked here",
  );
  // What to do is said as commands.
  await expect(refused).rejects.toThrow(`approve --run ${run}\n`);
});

test.each<ApprovalPolicy>(["when-changed", "two-people"])(
  "policy %s asks nobody about a plan that changes nothing",
  async (policy) => {
    const approval = await approveAs(runWith({ noChanges: true }), "ci", { policy, ask: no });
    expect(approval).toMatchObject({ decision: "not-needed", approver: "policy" });
  },
);

test("a rehearsal approves itself, and nothing else does", async () => {
  const { run } = runWith({}, NO_CLOUD);
  const approval = await approve({ run, policy: "two-people", approver: "Ada" }, testContext());
  expect(approval).toMatchObject({ decision: "approved", approver: "rehearsal" });
});

describe("two people", () => {
  test("approve one after the other, and only then the plan is approved", async () => {
    const sealed = runWith();
    expect(await approveAs(sealed, "ada@laptop")).toMatchObject({
      decision: "waiting",
      approver: "ada@laptop",
    });
    expect(await approveAs(sealed, "bob@desk")).toMatchObject({
      decision: "approved",
      approver: "ada@laptop, bob@desk",
      approvals: [{ identity: "ada@laptop" }, { identity: "bob@desk" }],
    });
  });

  test("are not one who approves twice", async () => {
    const sealed = runWith();
    await approveAs(sealed, "ada@laptop");
    expect(await approveAs(sealed, "ada@laptop")).toMatchObject({
      decision: "waiting",
      approver: "ada@laptop",
    });
  });

  test("approve the same plan: what was approved before another plan was made is forgotten", async () => {
    const sealed = runWith();
    await approveAs(sealed, "ada@laptop");
    writeSealedPlan(runDirectory(sealed.run), { ...STATEMENT, line: "+2 ~0 -0" });
    expect(await approveAs(sealed, "bob@desk")).toMatchObject({ decision: "waiting", approver: "bob@desk" });
  });

  test("keep what the first approved when the second says no", async () => {
    const sealed = runWith();
    await approveAs(sealed, "ada@laptop");
    await expect(approveAs(sealed, "bob@desk", { ask: no })).rejects.toThrow("was not approved by bob@desk");
    expect(JSON.parse(readFileSync(runDirectory(sealed.run).approval, "utf8"))).toMatchObject({
      decision: "waiting",
      approver: "ada@laptop",
    });
  });
});

describe("what is not put to approval:", () => {
  test("a plan that is not the sealed one", async () => {
    const sealed = runWith();
    writeFileSync(runDirectory(sealed.run).planFile, "another plan");
    await expect(approveAs(sealed, "Ada")).rejects.toThrow(
      /tfplan is not the plan of .*seal.json: plan again$/,
    );
  });

  test("a plan that is not the one that the pipeline showed", async () => {
    const refused = approveAs(runWith(), "Ada", { expectedDigest: "9".repeat(64) });
    await expect(refused).rejects.toThrow(
      /^plan digest: this run directory holds plan \w{12}, expected is 9{12}:/,
    );
  });

  test("a plan without a seal", async () => {
    const sealed = runWith();
    rmSync(runDirectory(sealed.run).seal);
    await expect(approveAs(sealed, "Ada")).rejects.toThrow(
      /^unsigned: this plan has no seal .*: run tagform plan/,
    );
  });
});
