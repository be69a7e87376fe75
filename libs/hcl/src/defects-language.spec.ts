/** The defects of cdktf's own HCL at the top level and in overrides, and those of its JSON, by their case names. */
import { convert } from "./convert";
import { argument, bodyOf, hclOf, lines, literal } from "./spec-support";

test("variable: the defaults false, 0 and empty text are kept", () => {
  expect(literal(false)).toBe("false");
  expect(literal(0)).toBe("0");
  expect(literal("")).toBe('""');
  expect(hclOf({ variable: { v: { nullable: false, sensitive: false } } })).toBe(
    'variable "v" {\n  nullable  = false\n  sensitive = false\n}\n',
  );
});

test("variable: the type has no quotes, validations are blocks, an ephemeral one stays ephemeral", () => {
  const validation = [{ condition: "${var.s != null}", error_message: "a" }];
  expect(
    hclOf({ variable: { s: { type: "object({a=string,b=list(number)})", ephemeral: true, validation } } }),
  ).toBe(
    lines(
      'variable "s" {',
      "  type      = object({ a = string, b = list(number) })",
      "  ephemeral = true",
      "",
      "  validation {",
      "    condition     = var.s != null",
      '    error_message = "a"',
      "  }",
      "}",
      "",
    ),
  );
});

test("local: false, 0 and empty text are kept", () => {
  expect(hclOf({ locals: { a: false, b: 0, c: "" } })).toBe('locals {\n  a = false\n  b = 0\n  c = ""\n}\n');
});

test("TerraformOutput.dependsOn: the token that cdktf writes is made a reference", () => {
  expect(hclOf({ output: { o: { value: 1, depends_on: ["${terraform_data.d}"] } } })).toBe(
    'output "o" {\n  value = 1\n\n  depends_on = [terraform_data.d]\n}\n',
  );
});

test("TerraformOutput precondition: given as an override it is a block", () => {
  const precondition = [{ condition: "${local.a}", error_message: "b" }];
  expect(hclOf({ output: { o: { value: 1, precondition } } })).toContain(
    "  precondition {\n    condition     = local.a\n",
  );
});

test("terraform.required_version: text, also when an override sets it", () => {
  expect(hclOf({ terraform: { required_version: ">= 1.10.0" } })).toBe(
    'terraform {\n  required_version = ">= 1.10.0"\n}\n',
  );
});

test("configuration_aliases: references without quotes", () => {
  const aws = { source: "hashicorp/aws", version: "6.25.0", configuration_aliases: ["aws.other"] };
  expect(hclOf({ terraform: { required_providers: { aws } } })).toContain(
    lines(
      '      source                = "hashicorp/aws"',
      '      version               = "6.25.0"',
      "      configuration_aliases = [aws.other]",
    ),
  );
});

test("backend remote, cloud: workspaces is a block, and project is kept", () => {
  expect(
    hclOf({ terraform: { backend: { remote: { organization: "o", workspaces: { name: "w" } } } } }),
  ).toContain('backend "remote" {\n    organization = "o"\n\n    workspaces {\n      name = "w"\n');
  expect(hclOf({ terraform: { cloud: { workspaces: { project: "p", tags: ["t"] } } } })).toContain(
    '  cloud {\n    workspaces {\n      project = "p"\n      tags    = ["t"]\n',
  );
});

test("backend s3: role and endpoints are attributes, and nothing is a template", () => {
  const s3 = { key: "a/${x}", encrypt: true, assume_role: { role_arn: "r" }, endpoints: { s3: "e" } };
  expect(hclOf({ terraform: { backend: { s3 } } })).toContain(
    lines(
      '    key     = "a/$${x}"',
      "    encrypt = true",
      "    assume_role = {",
      '      role_arn = "r"',
      "    }",
      "    endpoints = {",
      '      s3 = "e"',
      "    }",
    ),
  );
});

test("provider block: nested blocks, maps, alias and several configurations", () => {
  const hcl = hclOf({
    provider: {
      aws: [
        {
          region: "r",
          default_tags: [{ tags: { a: "b" } }],
          assume_role: [{ role_arn: "arn", tags: { c: "d" } }],
          endpoints: [{ s3: "e" }],
        },
        { alias: "west", region: "${var.r}" },
      ],
    },
  });
  expect(hcl).toContain('  default_tags {\n    tags = {\n      a = "b"\n    }\n  }\n');
  expect(hcl).toContain('  assume_role {\n    role_arn = "arn"\n    tags = {\n');
  expect(hcl).toContain('provider "aws" {\n  alias  = "west"\n  region = var.r\n}\n');
});

test("overrides into or over blocks and maps: what the JSON holds is written", () => {
  expect(
    bodyOf("aws_instance", {
      root_block_device: { encrypted: true },
      tags: { A: "x" },
      metadata_options: { http_tokens: "required" },
    }),
  ).toBe(
    lines(
      "tags = {",
      '  A = "x"',
      "}",
      "",
      "root_block_device {",
      "  encrypted = true",
      "}",
      "",
      "metadata_options {",
      '  http_tokens = "required"',
      "}",
    ),
  );
});

test("stack.addOverride of resources, locals, check, removed, provider: nothing is dropped", () => {
  const hcl = hclOf({
    check: { c: { data: { aws_region: { r: {} } }, assert: [{ condition: "${true}", error_message: "e" }] } },
    locals: { l: 1 },
    removed: [{ from: "aws_vpc.v" }],
    provider: { aws: [{ region: "r" }] },
    resource: { aws_vpc: { v: { cidr_block: "c" } } },
  });
  expect(hcl.match(/^\w.*\{/gm)).toEqual([
    'provider "aws" {',
    "locals {",
    'resource "aws_vpc" "v" {',
    "removed {",
    'check "c" {',
  ]);
  expect(hcl).toContain('check "c" {\n  data "aws_region" "r" {}\n\n  assert {\n');
});

describe("defects of cdktf's JSON", () => {
  test("1: a number token that leaked behind a hyphen is warned of", () => {
    const { warnings } = convert({
      resource: { aws_vpc: { v: { tags: { a: "n--8.109562212591379e+298" } } } },
    });
    expect(warnings).toEqual([
      {
        address: "resource.aws_vpc.v",
        path: "tags",
        message: "holds a token that cdktf did not resolve: Terraform cannot know its value",
      },
    ]);
  });

  test("4: unescaped quotes in a function's argument are an error that says where", () => {
    const document = { output: { o: { value: '${jsonencode({"q" = "a"b"})}' } } };
    expect(() => convert(document)).toThrow('output.o: value: the string "})} does not end');
  });

  test("5: a raw string outside a function keeps its backslashes", () => {
    expect(argument('a\\"b')).toBe('"a\\\\\\"b"');
  });

  test("6: importFrom with a provider writes a reference", () => {
    expect(hclOf({ import: [{ to: "aws_vpc.v", id: "i", provider: "aws.west" }] })).toContain(
      "  provider = aws.west\n",
    );
  });

  test("7: null inside an output's value is kept", () => {
    expect(hclOf({ output: { o: { value: { a: { b: null } } } } })).toContain("      b = null\n");
  });

  test("8: a default is literal in JSON, its escapes too", () => {
    expect(literal("$${x}")).toBe('"$$${x}"');
  });
});
