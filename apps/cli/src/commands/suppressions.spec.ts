import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";

import { EXIT } from "@tagform/outcome";

import { tagform } from "../fixtures/recording-context";
import { listSuppression, renderSuppressions } from "./suppressions";

const suppression = {
  id: "CKV_AWS_18",
  address: "aws_s3_bucket.web_logs_bucket",
  path: "dev-us-east-1-research/web/logs/bucket",
  reason: "it is the log bucket",
  site: () => ({ file: "/checkout/libs/network/src/log-bucket.ts", line: 113 }),
};
const place = {
  cell: "dev_us-east-1/research",
  root: "/checkout",
  now: new Date("2027-01-31T12:00:00Z"),
};

test("the accepted findings of a cell are listed with rule, resource, construct, source and reason", async () => {
  const { exitCode, printed } = await tagform(["suppressions", "dev_us-east-1/research", "--json"]);
  expect(exitCode).toBe(EXIT.ok);
  const listed = JSON.parse(printed) as Record<string, unknown>[];
  expect(listed).not.toHaveLength(0);
  for (const each of listed) {
    expect(each).toEqual({
      cell: "dev_us-east-1/research",
      id: expect.stringMatching(/^(CKV|aws_|terraform_)/),
      address: expect.stringMatching(/^aws_\w+\.\w+$/),
      path: expect.stringMatching(/^dev-us-east-1-research\//),
      file: expect.stringMatching(/^libs\/.+\.ts$/),
      line: expect.any(Number),
      reason: expect.stringMatching(/./),
      until: each["until"],
      expired: false,
    });
  }
});

test("run from its bundle, the command names the very lines that accept", () => {
  const root = path.resolve(__dirname, "../../../..");
  const words = ["apps/cli/bin/tagform.mjs", "suppressions", "dev_us-east-1/research", "--json"];
  const printed = execFileSync(process.execPath, words, { cwd: root, encoding: "utf8" });
  const listed = JSON.parse(printed) as { id: string; file: string; line: number }[];
  expect(listed).not.toHaveLength(0);
  for (const { id, file, line } of listed) {
    const text = readFileSync(path.join(root, file), "utf8").split("\n")[line - 1];
    expect([id, file, line, text]).toEqual([id, file, line, expect.stringContaining("suppress(")]);
  }
});

test("without a cell all are listed, with a total", async () => {
  const { exitCode, printed } = await tagform(["suppressions"]);
  expect(exitCode).toBe(EXIT.ok);
  expect(printed).toMatch(/^dev_us-east-1\/research$/m);
  expect(printed).toMatch(/^prod_\S+\/\w+$/m);
  expect(printed).toMatch(/\n\naccepted findings: \d+ \(0 expired\), in \d+ of the working tree's cells$/);
});

test.each([
  ["2027-01-30", true, "EXPIRED 2027-01-30"],
  ["2027-01-31", false, "until 2027-01-31"],
])("until %s, on 2027-01-31, expired is %s", (until, expired, words) => {
  const listed = listSuppression({ ...suppression, until }, place);
  expect(listed).toMatchObject({ until, expired });
  expect(renderSuppressions([listed], 1)).toBe(
    "dev_us-east-1/research\n" +
      `  CKV_AWS_18  aws_s3_bucket.web_logs_bucket  libs/network/src/log-bucket.ts:113  ${words}\n` +
      "    dev-us-east-1-research/web/logs/bucket: it is the log bucket\n\n" +
      `accepted findings: 1 (${expired ? 1 : 0} expired), in 1 of the working tree's cells`,
  );
});

test("one that is accepted for good has no end", () => {
  expect(listSuppression(suppression, place)).toMatchObject({ until: null, expired: false });
});
