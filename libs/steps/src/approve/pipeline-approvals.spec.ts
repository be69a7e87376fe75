import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";

import { RefusedError } from "@tagform/outcome";

import { testContext } from "../fixtures/context";
import { NO_CLOUD } from "../fixtures/delivery";
import { STATEMENT, writeSealedPlan } from "../fixtures/sealed-plan";
import { temporaryFolder } from "../fixtures/temporary-folder";
import { runDirectory } from "../run-directory";
import { type SealStatement } from "../seal/seal-statement";
import { type Approval, type ApprovalPolicy } from "./approval";
import { approve } from "./approve";

const ADA = "arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Approver_0123456789abcdef/ada@example.com";
const ADA_AS_ADMIN = ADA.replace("Approver_0123456789abcdef", "Admin_fedcba9876543210");
const BOB = ADA.replace("ada@", "bob@");
const AFTER_PLAN = Date.parse(STATEMENT.createdAt) / 1000 + 60;
const EXECUTION = { pipeline: "tagform-prod", execution: "0000-1111", region: "us-east-1" };

interface Answer {
  readonly actionName: string;
  readonly updatedBy: string;
  readonly status?: string;
  readonly startTime?: number;
  readonly provider?: string;
  readonly customData?: string;
}

/** Answers like CodePipeline, which tells everything of an execution in pages. */
class Pipeline {
  public answers: readonly Answer[] = [];
  public readonly asked: unknown[] = [];
  private readonly server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const asked = JSON.parse(Buffer.concat(chunks).toString()) as { nextToken?: string };
      this.asked.push({ target: request.headers["x-amz-target"], ...asked });
      const page = Number(asked.nextToken ?? 0);
      const isLast = page + 1 >= this.answers.length;
      response.setHeader("content-type", "application/x-amz-json-1.1");
      response.end(
        JSON.stringify({
          actionExecutionDetails: this.answers.slice(page, page + 1).map(detail),
          ...(isLast ? {} : { nextToken: String(page + 1) }),
        }),
      );
    });
  });

  public async start(): Promise<string> {
    this.server.listen(0, "127.0.0.1");
    await once(this.server, "listening");
    const address = this.server.address();
    return `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
  }

  public stop(): void {
    this.server.close();
  }
}

function detail({
  actionName,
  updatedBy,
  status,
  startTime,
  provider = "Manual",
  customData,
}: Answer): object {
  const actionTypeId = { category: "Approval", owner: "AWS", provider, version: "1" };
  const resolvedConfiguration = customData === undefined ? {} : { CustomData: customData };
  return {
    stageName: "Approve",
    actionName,
    updatedBy,
    status: status ?? "Succeeded",
    startTime: startTime ?? AFTER_PLAN,
    lastUpdateTime: (startTime ?? AFTER_PLAN) + 10,
    input: { actionTypeId, resolvedConfiguration },
  };
}

let pipeline: Pipeline;
let endpoint: string;
beforeEach(async () => {
  pipeline = new Pipeline();
  endpoint = await pipeline.start();
});
afterEach(() => pipeline.stop());

async function approveInPipeline(
  answers: readonly Answer[],
  facts: Partial<SealStatement> = {},
  policy: ApprovalPolicy = "two-people",
): Promise<Approval> {
  pipeline.answers = answers;
  const files = runDirectory(temporaryFolder());
  const cloud = { ...NO_CLOUD, environment: { ...NO_CLOUD.environment, AWS_ENDPOINT_URL: endpoint } };
  writeFileSync(files.cloud, JSON.stringify(cloud));
  const expectedDigest = writeSealedPlan(files, { ...STATEMENT, ...facts });
  const request = { run: files.root, approver: "codebuild", pipeline: EXECUTION, expectedDigest };
  return approve({ ...request, policy }, testContext());
}

test("two people who approved in this execution are the approval of its plan", async () => {
  const approval = await approveInPipeline([
    { actionName: "Approve", updatedBy: ADA },
    { actionName: "ApproveSecond", updatedBy: BOB },
  ]);
  expect(approval).toMatchObject({
    decision: "approved",
    approver: "ada@example.com, bob@example.com",
    approvals: [{ arn: ADA, at: "2026-11-21T12:01:10.000Z" }, { arn: BOB }],
  });
  expect(pipeline.asked[0]).toEqual({
    target: "CodePipeline_20150709.ListActionExecutions",
    pipelineName: "tagform-prod",
    filter: { pipelineExecutionId: "0000-1111" },
  });
});

test.each([
  ["in the same role", ADA],
  ["in two roles", ADA_AS_ADMIN],
])("one person who approves twice %s is refused, by name", async (_, again) => {
  const refused = approveInPipeline([
    { actionName: "Approve", updatedBy: ADA },
    { actionName: "ApproveSecond", updatedBy: again },
  ]);
  await expect(refused).rejects.toThrow(RefusedError);
  await expect(refused).rejects.toThrow(
    `approval: two approvals by one person count as one: ada@example.com (${ADA}), ada@example.com (${again})`,
  );
});

test.each<[string, readonly Answer[], string]>([
  [
    "nobody",
    [],
    "(+1 ~0 -0) needs approval by 2 people, execution 0000-1111 of pipeline tagform-prod has none: make",
  ],
  [
    "somebody who then took it back",
    [
      { actionName: "Approve", updatedBy: ADA },
      { actionName: "ApproveSecond", updatedBy: BOB },
      { actionName: "ApproveSecond", updatedBy: BOB, status: "Failed", startTime: AFTER_PLAN + 100 },
    ],
    `has that of ada@example.com (${ADA}): make a new version`,
  ],
  [
    "somebody by an action that is no manual approval",
    [{ actionName: "Approve", updatedBy: ADA, provider: "Lambda" }],
    "has none",
  ],
  [
    "somebody before the plan was made",
    [{ actionName: "Approve", updatedBy: ADA, startTime: AFTER_PLAN - 120 }],
    "approval: Approve was asked for before this plan was made",
  ],
  [
    "somebody who was shown another plan",
    [{ actionName: "Approve", updatedBy: ADA, customData: "dev +1 ~0 -0 9999" }],
    'approval: Approve was given to another plan ("dev +1 ~0 -0 9999")',
  ],
])("approved by %s is refused", async (_, answers, message) => {
  await expect(approveInPipeline(answers)).rejects.toThrow(message);
});

test("nobody is looked for when nothing changes", async () => {
  expect(await approveInPipeline([], { noChanges: true })).toMatchObject({ decision: "not-needed" });
  expect(pipeline.asked).toEqual([]);
});

test("where the pipeline asks nobody, a destruction is refused with the way that there is", async () => {
  await expect(approveInPipeline([], { mode: "destroy" }, "none")).rejects.toThrow(
    "needs approval by a person, and a pipeline of policy none asks nobody: deliver the tag in a terminal",
  );
});
