import { acceptFindings, type AcceptRequest } from "./accept-findings";
import { BlockIndex } from "./block-index";
import { type AcceptedFinding, type Finding, type SourceLine } from "./finding";
import { Origins } from "./origins";

const blocks = new BlockIndex(`resource "aws_s3_bucket" "logs" {
}

data "aws_iam_policy_document" "all" {
}
`);

const finding = (overrides: Partial<Finding> = {}): Finding => ({
  tool: "checkov",
  rule: "CKV_AWS_18",
  severity: "error",
  message: "Ensure logging",
  file: "cdk.tf",
  line: 1,
  endLine: 2,
  ...overrides,
});

const acceptance = (overrides: Partial<AcceptedFinding> = {}): AcceptedFinding => ({
  id: "CKV_AWS_18",
  address: "aws_s3_bucket.logs",
  path: "dev-us-east-1-research/web/logs/bucket",
  reason: "it is the log bucket",
  ...overrides,
});

const accept = (overrides: Partial<AcceptRequest> = {}): Finding[] =>
  acceptFindings({
    findings: [finding()],
    accepted: [acceptance()],
    blocks,
    file: "cdk.tf",
    origins: new Origins([], "/checkout"),
    today: new Date("2027-01-31T23:59:59Z"),
    wasChecked: () => true,
    ...overrides,
  });

test("a finding is accepted by rule and address, with the reason", () => {
  expect(accept()).toEqual([{ ...finding(), suppressed: { reason: "it is the log bucket" } }]);
});

test.each([
  ["another rule", { id: "CKV_AWS_19" }],
  ["another address", { address: "aws_s3_bucket.other" }],
  ["no reason", { reason: " " }],
])("with %s it stays, and the acceptance is a finding", (_, overrides) => {
  const [first, second] = accept({ accepted: [acceptance(overrides)] });
  expect(first).toEqual(finding());
  expect(second).toMatchObject({ rule: "unused-suppression", tool: "checkov", severity: "error" });
});

test("every instance of a resource is accepted at once", () => {
  const findings = [0, 1].map((index) => finding({ address: `aws_s3_bucket.logs[${index}]` }));
  expect(accept({ findings }).every(({ suppressed }) => suppressed !== undefined)).toBe(true);
});

test.each(["aws_iam_policy_document.all", "data.aws_iam_policy_document.all"])(
  "a finding of a data source is accepted as %s",
  (address) => {
    const findings = [finding({ address: "aws_iam_policy_document.all", line: 4, endLine: 5 })];
    expect(accept({ findings, accepted: [acceptance({ address })] })).toMatchObject([{ suppressed: {} }]);
  },
);

test("tflint names no address: the line leads to it", () => {
  const findings = [finding({ tool: "tflint", rule: "aws_s3_bucket_name" })];
  expect(accept({ findings, accepted: [acceptance({ id: "aws_s3_bucket_name" })] })).toMatchObject([
    { suppressed: { reason: "it is the log bucket" } },
  ]);
});

test("an acceptance without a finding says what to remove", () => {
  expect(accept({ findings: [] })).toEqual([
    {
      tool: "checkov",
      rule: "unused-suppression",
      severity: "error",
      message:
        "CKV_AWS_18 has no finding here to accept: " +
        "remove its suppress() from dev-us-east-1-research/web/logs/bucket",
      address: "aws_s3_bucket.logs",
      file: "cdk.tf",
      line: 1,
      endLine: 1,
      construct: "dev-us-east-1-research/web/logs/bucket",
    },
  ]);
});

test("an acceptance without a finding leads to the line that must go", () => {
  const site = (): SourceLine => ({ file: "/checkout/libs/network/src/log-bucket.ts", line: 113 });
  expect(accept({ findings: [], accepted: [acceptance({ site })] })).toMatchObject([
    { rule: "unused-suppression", source: { file: "libs/network/src/log-bucket.ts", line: 113 } },
  ]);
});

test.each(["2027-01-31", "2027-02-01"])("an acceptance until %s still holds on 2027-01-31", (until) => {
  expect(accept({ accepted: [acceptance({ until })] })).toMatchObject([{ suppressed: {} }]);
});

test.each([
  ["used", [finding()], [finding()]],
  ["not used any more", [], []],
])("an expired acceptance, %s, is a finding that says since when", (_, findings, open) => {
  expect(accept({ findings, accepted: [acceptance({ until: "2027-01-30" })] })).toEqual([
    ...open,
    expect.objectContaining({
      tool: "checkov",
      rule: "expired-suppression",
      severity: "error",
      message:
        "CKV_AWS_18 was accepted until 2027-01-30, which has passed (it is the log bucket): " +
        "mend what it finds and remove its suppress(), or give that a later day",
      address: "aws_s3_bucket.logs",
    }),
  ]);
});

test("an acceptance of a rule that was not checked is no finding", () => {
  expect(accept({ findings: [], wasChecked: () => false })).toEqual([]);
});
