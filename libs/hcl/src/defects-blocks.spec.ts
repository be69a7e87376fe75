/** The defects of cdktf's own HCL in blocks, attributes and meta-arguments, by the case names of the research. */
import { convert } from "./convert";
import { bodyOf, hclOf, lines } from "./spec-support";

test("aws-lists: lists, sets and single blocks are blocks, maps are not", () => {
  const action = { type: "forward", forward: { target_group: [{ arn: "a" }, { arn: "b" }] } };
  expect(
    bodyOf("aws_lb_listener", { default_action: [action], tags: { a: "b" }, timeouts: { create: "5m" } }),
  ).toBe(
    lines(
      "tags = {",
      '  a = "b"',
      "}",
      "",
      "default_action {",
      '  type = "forward"',
      "",
      "  forward {",
      "    target_group {",
      '      arn = "a"',
      "    }",
      "",
      "    target_group {",
      '      arn = "b"',
      "    }",
      "  }",
      "}",
      "",
      "timeouts {",
      '  create = "5m"',
      "}",
    ),
  );
});

test("aws-empty-block: an empty object is an empty block, an empty list none", () => {
  expect(bodyOf("aws_s3_bucket_lifecycle_configuration", { rule: [{ filter: {} }] })).toBe(
    lines("rule {", "  filter {}", "}"),
  );
  expect(bodyOf("aws_autoscaling_group", { tag: [], min_size: 1 })).toBe("min_size = 1");
});

test("aws-sg-attr-empty: no rules is an empty list, not nothing", () => {
  expect(bodyOf("aws_security_group", { ingress: [], egress: [] })).toBe(
    lines("ingress = []", "egress  = []"),
  );
});

test("aws-sg-attr: what is an attribute of objects stays one", () => {
  expect(bodyOf("aws_security_group", { ingress: [{ from_port: 80, self: null }] })).toBe(
    lines("ingress = [", "  {", "    from_port = 80", "    self      = null", "  },", "]"),
  );
});

test("aws-dynamic-content-nested-block: blocks in a dynamic block's content are blocks", () => {
  const content = { type: "forward", forward: { target_group: [{ arn: "${x.value}" }] } };
  const dynamic = { default_action: { for_each: "${var.l}", iterator: "x", content } };
  expect(bodyOf("aws_lb_listener", { dynamic })).toBe(
    lines(
      'dynamic "default_action" {',
      "  for_each = var.l",
      "  iterator = x",
      "",
      "  content {",
      '    type = "forward"',
      "",
      "    forward {",
      "      target_group {",
      "        arn = x.value",
      "      }",
      "    }",
      "  }",
      "}",
    ),
  );
});

test("dynamic blocks nest, and stand in blocks of a list", () => {
  const inner = { dynamic: { condition: { for_each: [1], content: { test: "Bool" } } } };
  const hcl = hclOf({
    data: { aws_iam_policy_document: { x: { statement: [inner, { dynamic: [inner.dynamic] }] } } },
  });
  expect(hcl.match(/dynamic "condition" \{/g)).toHaveLength(2);
  expect(hcl).not.toContain("= {");
});

test("dynamic over an attribute of objects: its content has only arguments", () => {
  const dynamic = { ingress: { for_each: "${var.l}", content: { from_port: 1 } } };
  expect(bodyOf("aws_security_group", { dynamic })).toContain('dynamic "ingress" {');
});

test("aws-any-block-waf-rule: a block that the bindings do not know is one, with a warning", () => {
  const rule = [
    {
      name: "a",
      statement: { not_statement: { statement: [{ geo_match_statement: { country_codes: ["US"] } }] } },
    },
  ];
  const { hcl, warnings } = convert({ resource: { aws_wafv2_web_acl: { w: { rule } } } });
  expect(hcl).toContain(
    lines(
      "    statement {",
      "      not_statement {",
      "        statement {",
      "          geo_match_statement {",
      '            country_codes = ["US"]',
    ),
  );
  expect(warnings).toEqual([
    {
      address: "resource.aws_wafv2_web_acl.w",
      path: "rule.statement",
      message:
        'no schema knows "statement": its value is an object, so it was written as a block, as all objects in it are',
    },
  ]);
});

test("aws-any-attr: so is the definition of a dashboard", () => {
  const definition = { data_set_identifiers_declarations: [{ identifier: "1" }] };
  const { hcl, warnings } = convert({ resource: { aws_quicksight_dashboard: { d: { definition } } } });
  expect(hcl).toContain("  definition {\n    data_set_identifiers_declarations {\n");
  expect(warnings.map(({ path }) => path)).toEqual(["definition"]);
});

test("list-mixed, null-value: null survives in lists and maps", () => {
  expect(bodyOf("terraform_data", { input: [1, null, { a: null }] })).toBe(
    lines("input = [", "  1,", "  null,", "  {", "    a = null", "  },", "]"),
  );
  expect(bodyOf("aws_vpc", { cidr_block: null })).toBe("cidr_block = null");
});

test("token that resolves to undefined: cdktf leaves the key out of the JSON, and so does the HCL", () => {
  expect(bodyOf("aws_vpc", { cidr_block: "c" })).toBe('cidr_block = "c"');
});

test("ignore_changes: names without quotes", () => {
  const lifecycle = { ignore_changes: ["ami", 'tags["a b"]', "root_block_device[0].volume_size"] };
  expect(bodyOf("aws_instance", { lifecycle })).toBe(
    lines("lifecycle {", '  ignore_changes = [ami, tags["a b"], root_block_device[0].volume_size]', "}"),
  );
});

test('ignore_changes "all": the keyword', () => {
  expect(bodyOf("aws_vpc", { lifecycle: { ignore_changes: "all" } })).toBe(
    "lifecycle {\n  ignore_changes = all\n}",
  );
});

test("replace_triggered_by: references without quotes", () => {
  expect(bodyOf("aws_vpc", { lifecycle: { replace_triggered_by: ["terraform_data.a.output"] } })).toBe(
    "lifecycle {\n  replace_triggered_by = [terraform_data.a.output]\n}",
  );
});

test("replace_triggered_by (constructs): the token that cdktf writes is made a reference", () => {
  const lifecycle = { replace_triggered_by: ["${terraform_data.a}", "${terraform_data.b}.output"] };
  expect(bodyOf("aws_vpc", { lifecycle })).toBe(
    "lifecycle {\n  replace_triggered_by = [terraform_data.a, terraform_data.b.output]\n}",
  );
});

test("pre- and postconditions are blocks", () => {
  const condition = { condition: '${var.a != ""}', error_message: "no" };
  const expected = lines(
    "lifecycle {",
    "  precondition {",
    '    condition     = var.a != ""',
    '    error_message = "no"',
    "  }",
    "}",
  );
  expect(bodyOf("aws_vpc", { lifecycle: { precondition: [condition] } })).toBe(expected);
  expect(hclOf({ data: { aws_region: { r: { lifecycle: { postcondition: condition } } } } })).toContain(
    "    postcondition {\n",
  );
});

test("depends_on, provider, providers: references without quotes", () => {
  expect(bodyOf("aws_vpc", { provider: "aws.west", depends_on: ["aws_kms_key.k"] })).toBe(
    "provider = aws.west\n\ndepends_on = [aws_kms_key.k]",
  );
  const providers = { aws: "aws.west", "aws.other": "aws.east" };
  expect(hclOf({ module: { m: { source: "./m", providers } } })).toContain(
    lines("  providers = {", "    aws       = aws.west", "    aws.other = aws.east", "  }"),
  );
});

test("module depends_on: a list of references, not of characters", () => {
  expect(hclOf({ module: { m: { source: "./m", depends_on: ["terraform_data.a"] } } })).toContain(
    "  depends_on = [terraform_data.a]\n",
  );
});

test("provisioner when and on_failure: keywords without quotes", () => {
  const provisioner = [{ "local-exec": { command: "x", when: "destroy", on_failure: "continue" } }];
  expect(bodyOf("null_resource", { provisioner })).toContain(
    "  when       = destroy\n  on_failure = continue\n",
  );
});

test("moved, import, removed: addresses without quotes", () => {
  const hcl = hclOf({
    moved: [{ from: "aws_vpc.a", to: 'aws_vpc.b["x"]' }],
    import: [{ to: "aws_vpc.c", id: "vpc-${var.n}" }],
    removed: [{ from: "aws_vpc.d", lifecycle: { destroy: false } }],
  });
  expect(hcl).toContain('moved {\n  from = aws_vpc.a\n  to   = aws_vpc.b["x"]\n}');
  expect(hcl).toContain('import {\n  to = aws_vpc.c\n  id = "vpc-${var.n}"\n}');
  expect(hcl).toContain("removed {\n  from = aws_vpc.d\n\n  lifecycle {\n    destroy = false\n  }\n}");
});
