import { tagform } from "../fixtures/recording-context";

test("the list shows every rule with its severity, and how the statements of each source are enforced", async () => {
  const { printed } = await tagform(["policy", "list"], { width: 200 });
  expect(printed).toMatch(/^TAGFORM_NET_7 +medium +configuration +Where there is a NAT gateway/m);
  expect(printed).toMatch(/^TAGFORM_TAG_3 +medium +plan /m);
  expect(printed).toMatch(/^004-R +35 /m);
});

test("the statements of one source are listed with what enforces each", async () => {
  const { printed } = await tagform(["policy", "list", "--source", "004-R"]);
  expect(printed).toContain("004-R5  IMDSv2 is required\n  checkov CKV_AWS_79, CKV_AWS_341");
});

test("a rule is explained: why, how to fix, who asks for it, and an example of both", async () => {
  const { printed } = await tagform(["policy", "explain", "TAGFORM_NET_3"]);
  expect(printed).toContain("TAGFORM_NET_3: Every subnet is associated with a route table of its own choice");
  expect(printed).toContain("medium (fails verify)");
  expect(printed).toContain("004-R6  Every subnet chooses its route table");
  expect(printed.split("\nfails\n")[0]).toContain('resource "aws_route_table_association" "a" {');
  expect(printed.split("\nfails\n")[1]).not.toContain("aws_route_table_association");
});

test("a rule of checkov is explained by the statements that are mapped to it", async () => {
  const { printed } = await tagform(["policy", "explain", "CKV_AWS_79"]);
  expect(printed).toContain("CKV_AWS_79 is a rule of checkov, asked for by\n\n004-R5  IMDSv2 is required");
});

test("a statement is explained by what enforces it", async () => {
  const { printed } = await tagform(["policy", "explain", "004-R31"]);
  expect(printed).toContain("libs/landing-zone/guardrails/src/check-lockout.ts");
});

test.each([
  [
    ["explain", "TAGFORM_NET_77"],
    'there is no rule or statement "TAGFORM_NET_77", did you mean TAGFORM_NET_7?',
  ],
  [["list", "--source", "004"], 'there is no source "004", did you mean "004-R"?'],
])("an unknown name is answered with the nearest: %j", async (words, message) => {
  const { exitCode, noted } = await tagform(["policy", ...words]);
  expect(exitCode).toBe(1);
  expect(noted).toContain(message);
});

test.each([[["list"]], [["list", "--source", "002-05"]], [["explain", "TAGFORM_S3_2"]]])(
  "%j --json prints one JSON document",
  async (words) => {
    const { printed } = await tagform(["policy", ...words, "--json"]);
    expect(typeof JSON.parse(printed)).toBe("object");
  },
);
