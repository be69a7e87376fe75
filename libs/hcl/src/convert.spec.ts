import { convert } from "./convert";
import { hclOf, lines } from "./spec-support";

test("writes the blocks in Terraform's usual order, each kind in the document's", () => {
  const hcl = hclOf({
    output: { o: { value: 1 } },
    resource: { aws_vpc: { b: {}, a: {} } },
    data: { aws_region: { r: {} } },
    locals: { l: 1 },
    variable: { v: {} },
    provider: { aws: {} },
    terraform: { required_version: "1" },
  });
  expect(hcl.match(/^\w.*?(?= \{)/gm)).toEqual([
    "terraform",
    'provider "aws"',
    'variable "v"',
    "locals",
    'data "aws_region" "r"',
    'resource "aws_vpc" "b"',
    'resource "aws_vpc" "a"',
    'output "o"',
  ]);
});

test("lays a body out in paragraphs: how many, what, its blocks, and how it lives", () => {
  const body = {
    depends_on: ["aws_vpc.v"],
    lifecycle: { prevent_destroy: true },
    ami: "a",
    root_block_device: { encrypted: true },
    count: 2,
    instance_type: "t",
  };
  expect(hclOf({ resource: { aws_instance: { i: body } } })).toBe(
    lines(
      'resource "aws_instance" "i" {',
      "  count = 2",
      "",
      '  ami           = "a"',
      '  instance_type = "t"',
      "",
      "  root_block_device {",
      "    encrypted = true",
      "  }",
      "",
      "  lifecycle {",
      "    prevent_destroy = true",
      "  }",
      "",
      "  depends_on = [aws_vpc.v]",
      "}",
      "",
    ),
  );
});

test("drops the metadata in blocks, and keeps a key of that name in values", () => {
  const document = {
    "//": { metadata: "${broken" },
    resource: { aws_vpc: { v: { "//": { metadata: "${broken" }, tags: { "//": "x" } } } },
  };
  expect(hclOf(document)).toBe('resource "aws_vpc" "v" {\n  tags = {\n    "//" = "x"\n  }\n}\n');
});

test("null is no block in an object and an empty one in a list; lists of bodies are several blocks", () => {
  const blocks = { setting: [null, { name: "a" }], service_connect_defaults: null };
  expect(hclOf({ resource: { aws_ecs_cluster: { c: blocks } } })).toBe(
    'resource "aws_ecs_cluster" "c" {\n  setting {}\n\n  setting {\n    name = "a"\n  }\n}\n',
  );
  expect(hclOf({ locals: [{ a: 1 }, { b: 2 }] }).match(/locals/g)).toHaveLength(2);
  expect(hclOf({ resource: [{ aws_vpc: [{ v: [{}] }] }] })).toBe('resource "aws_vpc" "v" {}\n');
});

test("equal documents give equal text", () => {
  const document = { locals: { a: { b: ["${c}"] } } };
  expect(convert(structuredClone(document))).toEqual(convert(document));
});

test("an ephemeral resource has its blocks", () => {
  const secret = [{ name: "n", payload: "p", context: { a: "b" } }];
  expect(hclOf({ ephemeral: { aws_kms_secrets: { s: { secret } } } })).toContain("  secret {\n");
});

describe("what no schema knows", () => {
  const warned = (body: Parameters<typeof convert>[0]) => convert({ resource: { other_thing: { x: body } } });

  test("objects and lists of objects are blocks, with a warning for the outermost", () => {
    const { hcl, warnings } = warned({ a: { b: { c: 1 } }, d: [{ e: 1 }, { e: 2 }] });
    expect(hcl).toContain("  a {\n    b {\n      c = 1\n");
    expect(hcl.match(/ {2}d \{/g)).toHaveLength(2);
    expect(warnings.map(({ path }) => path)).toEqual(["a", "d"]);
  });

  test("maps by name, and objects with keys that no argument can have, are arguments", () => {
    const { hcl, warnings } = warned({ labels: { a: "b" }, settings: { "a/b": 1 }, list: [{ "a b": 1 }] });
    expect(hcl).toContain("  labels = {");
    expect(hcl).toContain('  settings = {\n    "a/b" = 1\n');
    expect(hcl).toContain("  list = [\n");
    expect(warnings.map(({ path }) => path)).toEqual(["labels", "settings", "list"]);
    expect(warnings[0]?.message).toBe(
      'no schema knows "labels": its value is an object, so it was written as an argument',
    );
  });

  test("scalars and lists of scalars need no schema", () => {
    expect(warned({ a: 1, b: ["c"], d: "${e}", f: [] }).warnings).toEqual([]);
  });

  test("a block of a known type that is no object is told", () => {
    const { hcl, warnings } = convert({
      resource: { aws_instance: { i: { root_block_device: "${var.d}" } } },
    });
    expect(hcl).toContain("  root_block_device = var.d\n");
    expect(warnings.map(({ message }) => message)).toEqual([
      '"root_block_device" is a block, but its value is no object: it was written as an argument',
    ]);
  });

  test("a dynamic block of an unknown name is told", () => {
    const dynamic = { odd: { for_each: [], content: { a: { b: 1 } } } };
    expect(warned({ dynamic }).warnings.map(({ path }) => path)).toEqual(["dynamic.odd"]);
  });
});
