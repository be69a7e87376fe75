import { mkdirSync, readFileSync } from "node:fs";

import { temporaryFolder } from "../fixtures/temporary-folder";
import { runDirectory } from "../run-directory";
import { reportPolicy } from "./plan-policy";

const TAGS = { environment: "dev", scope: "us-east-1", team: "research", repository: "tagform" };

async function judge(after: object): Promise<{ lines: string[]; written: unknown }> {
  const files = runDirectory(temporaryFolder());
  mkdirSync(files.plan, { recursive: true });
  const lines: string[] = [];
  const change = { actions: ["create"], after };
  const resource = { address: "aws_sns_topic.alarms", mode: "managed", type: "aws_sns_topic", change };
  await reportPolicy(JSON.stringify({ resource_changes: [resource] }), files, {
    report: (line) => void lines.push(line),
  });
  return { lines, written: JSON.parse(readFileSync(files.planPolicy, "utf8")) };
}

test("what only a plan tells is reported beside it and in its log, without its values", async () => {
  const { lines, written } = await judge({ display_name: "very-secret", tags_all: { ...TAGS, team: null } });
  expect(written).toMatchObject({
    findings: [{ rule: "TAGFORM_TAG_3", severity: "medium", address: "aws_sns_topic.alarms" }],
  });
  expect(lines).toEqual([
    expect.stringMatching(
      /^plan: policy: medium: aws_sns_topic\.alarms: .* it gets no tag team\. .*\(TAGFORM_TAG_3\)$/,
    ),
  ]);
  expect(JSON.stringify([lines, written])).not.toContain("very-secret");
});

test("a plan that keeps to the rules says nothing", async () => {
  expect(await judge({ region: "us-east-1", tags_all: TAGS })).toEqual({
    lines: [],
    written: { findings: [] },
  });
});
