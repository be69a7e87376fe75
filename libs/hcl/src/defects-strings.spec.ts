/** The defects of cdktf's own HCL in strings, by the case names of the research. */
import { argument, bodyOf, hclOf, lines, literal } from "./spec-support";

test("json-stringify-token: JSON text with a token keeps its quotes escaped", () => {
  const policy = JSON.stringify({ Resource: "${aws_s3_bucket.b.arn}" });
  expect(argument(policy)).toBe('"{\\"Resource\\":\\"${aws_s3_bucket.b.arn}\\"}"');
  expect(bodyOf("aws_iam_policy", { policy })).toContain('policy = "{\\"Resource\\":');
});

test("json-stringify-policyvar: an escaped policy variable does not stop the escaping", () => {
  expect(argument('{"a":"b/$${aws:username}/*"}')).toBe('"{\\"a\\":\\"b/$${aws:username}/*\\"}"');
});

test("aws-ecs-container-json: container definitions with a token stay text", () => {
  const definitions = JSON.stringify([{ image: "${var.i}", command: ["sh", "-c", 'echo "hi"'] }]);
  expect(bodyOf("aws_ecs_task_definition", { container_definitions: definitions })).toBe(
    'container_definitions = "[{\\"image\\":\\"${var.i}\\",\\"command\\":[\\"sh\\",\\"-c\\",\\"echo \\\\\\"hi\\\\\\"\\"]}]"',
  );
});

test("str-quote-and-interp, aws-tags-quote-and-token: quotes beside a token are escaped", () => {
  expect(argument('say "hi" to ${var.v}')).toBe('"say \\"hi\\" to ${var.v}"');
  expect(bodyOf("aws_vpc", { tags: { a: '"${var.v}"' } })).toBe(
    lines("tags = {", '  a = "\\"${var.v}\\""', "}"),
  );
});

test("fn-nested-quotes: quotes inside an expression stay, those around it are escaped", () => {
  expect(argument('pre-${join(",", var.l)}-"q"')).toBe('"pre-${join(",", var.l)}-\\"q\\""');
});

test("str-percent-directive: quotes inside a directive are not escaped", () => {
  expect(argument('%{ if var.v == "dd" }a%{ endif }')).toBe('"%{if var.v == "dd"}a%{endif}"');
});

test("str-backslash: a backslash is written twice", () => {
  expect(argument("^\\d+$")).toBe('"^\\\\d+$"');
});

test("aws-backslash-silent: backslash and t do not become a tab", () => {
  expect(bodyOf("aws_instance", { user_data: "printf 'a\\tb\\n'" })).toBe(
    "user_data = \"printf 'a\\\\tb\\\\n'\"",
  );
});

test("str-backslash-quote: a backslash before a quote survives", () => {
  expect(argument('a\\"b')).toBe('"a\\\\\\"b"');
});

test("multiline-userdata, multiline-userdata-token: a script is a heredoc with the same line ends", () => {
  expect(bodyOf("aws_instance", { user_data: "#!/bin/bash\necho ${var.v}\n" })).toBe(
    lines("user_data = <<EOT", "#!/bin/bash", "echo ${var.v}", "EOT"),
  );
});

test("multiline-userdata: a text without a final line end gets none", () => {
  expect(bodyOf("aws_instance", { user_data: "#!/bin/bash\necho" })).toBe('user_data = "#!/bin/bash\\necho"');
});

test("multiline-userdata: CRLF stays CRLF", () => {
  expect(bodyOf("aws_instance", { user_data: "a\r\nb\r\n" })).toBe('user_data = "a\\r\\nb\\r\\n"');
});

test("str-multiline, str-crlf, local-multiline, module-multiline: no raw line end inside quotes", () => {
  expect(hclOf({ locals: { a: "x\ny" } })).toBe('locals {\n  a = "x\\ny"\n}\n');
  expect(hclOf({ output: { a: { value: "x\r\ny" } } })).toContain('value = "x\\r\\ny"');
  expect(hclOf({ module: { m: { source: "./m", text: "x\ny" } } })).toContain('text = "x\\ny"');
});

test("provisioner-two-multiline, connection privateKey: several lines are one argument", () => {
  const provisioner = [{ "local-exec": { command: "a\nb\n" } }, { "local-exec": { command: "c\nd" } }];
  const connection = { type: "ssh", private_key: "-----BEGIN\nx\n-----END" };
  expect(bodyOf("null_resource", { provisioner, connection })).toBe(
    lines(
      'provisioner "local-exec" {',
      "  command = <<EOT",
      "a",
      "b",
      "EOT",
      "}",
      "",
      'provisioner "local-exec" {',
      '  command = "c\\nd"',
      "}",
      "",
      "connection {",
      '  type        = "ssh"',
      '  private_key = "-----BEGIN\\nx\\n-----END"',
      "}",
    ),
  );
});

test("str-multiline-eof: a line that looks like a marker does not end the text", () => {
  expect(bodyOf("aws_ssm_parameter", { value: "a\nEOT\nb\n" })).toBe(
    lines("value = <<EOF", "a", "EOT", "b", "EOF"),
  );
  expect(bodyOf("aws_ssm_parameter", { value: "EOT\n  EOF\nTEXT \n" })).toBe(
    'value = "EOT\\n  EOF\\nTEXT \\n"',
  );
});

test("str-startquote, str-bracket-start: text that starts like an expression stays text", () => {
  expect(argument('"hi" she said')).toBe('"\\"hi\\" she said"');
  expect(argument("[not a list")).toBe('"[not a list"');
});

test("str-json-text, local-json, module-json, var-json: JSON text does not become an object", () => {
  const text = '{"a":[1]}';
  expect(argument(text)).toBe('"{\\"a\\":[1]}"');
  expect(literal(text)).toBe('"{\\"a\\":[1]}"');
  expect(hclOf({ module: { m: { source: "./m", text } } })).toContain('text = "{\\"a\\":[1]}"');
});

test("str-numberlike, map-nested, module-number: text of digits stays text", () => {
  expect(argument("8080")).toBe('"8080"');
  expect(argument({ a: { b: "8080" } })).toBe(lines("{", "    a = {", '      b = "8080"', "    }", "  }"));
  expect(argument("true")).toBe('"true"');
});

test("var-escaped-default: a default is text, not a template", () => {
  expect(literal('$${x} and "q" \\n')).toBe('"$$${x} and \\"q\\" \\\\n"');
  expect(literal("${x} %{y}")).toBe('"$${x} %%{y}"');
});

test("map-odd-keys: keys are quoted as text is", () => {
  expect(argument({ 'with"quote': 1, "a b": 2, plain: 3, "${var.k}": 4, "x${var.k}": 5 })).toBe(
    lines(
      "{",
      '    "with\\"quote" = 1',
      '    "a b"         = 2',
      "    plain         = 3",
      "    (var.k)       = 4",
      '    "x${var.k}"   = 5',
      "  }",
    ),
  );
});

test("unicode, control characters and empty text survive", () => {
  expect(argument("é 日本 👩‍👩‍👧")).toBe('"é 日本 👩‍👩‍👧"');
  expect(argument("\u0000\u001b\t")).toBe('"\\u0000\\u001b\\t"');
  expect(argument("")).toBe('""');
});

test("escaped sequences alone stay escaped", () => {
  expect(argument("$${x} %%{x}")).toBe('"$${x} %%{x}"');
});
