import { readFileSync } from "node:fs";
import path from "node:path";

import { PINNED } from "./pinned";
import { withoutAwsRuleSet } from "./tflint-config";

const committed = readFileSync(path.resolve(__dirname, "../../../.tflint.hcl"), "utf8");

test("the AWS rule set is taken out of the committed configuration, and nothing else", () => {
  const config = withoutAwsRuleSet(committed);
  expect(config).not.toContain("aws");
  expect(config).toContain('plugin "terraform" {\n  enabled = true');
  expect(committed.startsWith(config)).toBe(true);
});

test("the committed configuration names the pinned AWS rule set", () => {
  expect(committed).toContain(`version = "${PINNED.tflintRulesetAws}"`);
});

test("a configuration in which the block cannot be found is refused", () => {
  expect(() => withoutAwsRuleSet('plugin "aws" { enabled = true }')).toThrow(/no block plugin "aws"/);
});
