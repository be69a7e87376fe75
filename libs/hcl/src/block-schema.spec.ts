import { execFileSync } from "node:child_process";
import path from "node:path";

import bindings from "@cdktf/provider-aws/package.json";

import generated from "./aws-block-schema.generated.json";
import { blockSchema, parseBlockSchema, SCHEMA_BINDING, SCHEMA_PROVIDER_VERSION } from "./block-schema";

const SCRIPT = path.resolve(__dirname, "../scripts/recover-block-schema.mjs");

test("the schema belongs to the installed bindings", () => {
  expect(SCHEMA_BINDING).toBe(`${bindings.name}@${bindings.version}`);
  expect(SCHEMA_PROVIDER_VERSION).toBe(bindings.cdktf.provider.version);
});

test("recovering it again gives the committed file", () => {
  expect(() => execFileSync(process.execPath, [SCRIPT, "--check"], { stdio: "pipe" })).not.toThrow();
}, 60_000);

test("covers the whole provider", () => {
  expect(Object.keys(generated.resource)).toHaveLength(1581);
  expect(Object.keys(generated.data)).toHaveLength(630);
  expect([...(blockSchema("provider", "aws")?.blocks.keys() ?? [])]).toEqual([
    "assume_role",
    "assume_role_with_web_identity",
    "default_tags",
    "endpoints",
    "ignore_tags",
  ]);
});

test("says what the bindings do not: five arguments of any type", () => {
  const unknown = [...Object.entries(generated.resource), ...Object.entries(generated.data)].filter(
    ([, text]) => text.includes("?"),
  );
  expect(unknown.map(([type]) => type)).toEqual([
    "aws_quicksight_analysis",
    "aws_quicksight_dashboard",
    "aws_quicksight_template",
    "aws_wafv2_rule_group",
    "aws_wafv2_web_acl",
  ]);
});

test("reads nested blocks, attributes that take objects, and what is unknown", () => {
  const schema = parseBlockSchema("a{b c= d{e}} f= g? h");
  expect([...schema.blocks.keys()]).toEqual(["a", "h"]);
  expect([...schema.attributes]).toEqual(["f"]);
  expect([...(schema.blocks.get("a")?.blocks.keys() ?? [])]).toEqual(["b", "d"]);
  expect([...(schema.blocks.get("a")?.attributes ?? [])]).toEqual(["c"]);
});

test("tells blocks from attributes of objects", () => {
  expect(blockSchema("resource", "aws_security_group")?.attributes.has("ingress")).toBe(true);
  expect(blockSchema("resource", "aws_lb_listener")?.blocks.has("default_action")).toBe(true);
  expect(blockSchema("data", "aws_ami")?.blocks.has("filter")).toBe(true);
  expect(blockSchema("resource", "aws_nothing")).toBeUndefined();
});
