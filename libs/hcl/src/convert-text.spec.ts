import { UserError } from "@tagform/outcome";

import { convertText } from "./convert-text";

test("gives the HCL of a file, with the warnings", () => {
  const text = '{"resource":{"google_x":{"y":{"network":{"a":1}}}},"//":{"metadata":{}}}';
  expect(convertText(text, "cdk.tf.json")).toEqual({
    hcl: 'resource "google_x" "y" {\n  network {\n    a = 1\n  }\n}\n',
    warnings: [expect.objectContaining({ address: "resource.google_x.y", path: "network" })],
  });
});

test("a list of documents is converted one after the other", () => {
  expect(convertText('[{"locals":{"a":1}},{},{"locals":{"b":2}}]', "f").hcl).toBe(
    "locals {\n  a = 1\n}\n\nlocals {\n  b = 2\n}\n",
  );
  expect(convertText("{}", "f")).toEqual({ hcl: "", warnings: [] });
});

test.each([
  ["", "f.json is not JSON: expected a value, got the end of the text (line 1, column 1)"],
  ['{\n  "a": 1,\n}', 'f.json is not JSON: expected a string, got "}" (line 3, column 1)'],
  ['{"a" 1}', 'f.json is not JSON: expected ":", got "1" (line 1, column 6)'],
  ['{"a":[1 2]}', 'f.json is not JSON: expected "," or "]", got "2" (line 1, column 9)'],
  ['{"a":"\n"}', 'f.json is not JSON: expected a string, got "\\"" (line 1, column 6)'],
  ["{} x", 'f.json is not JSON: expected the end of the text, got "x" (line 1, column 4)'],
  ['{"locals":{"a":1,\n"a":2}}', 'f.json has the key "a" twice in one object (line 2, column 1)'],
  [
    '{"locals":{"a":12345678901234567890}}',
    "f.json has the number 12345678901234567890, which cannot be kept exactly: write it as a string (line 1, column 16)",
  ],
  ["[1]", "f.json is not Terraform JSON: its top is not an object"],
  [
    '{"name":"x"}',
    'f.json: "name" is no block of Terraform, only terraform, provider, variable, locals, data, ephemeral, resource, module, import, moved, removed, check, output: is this the .tf.json of a stack?',
  ],
  [
    '{"resource":{"a":"b"}}',
    'f.json: resource.a is "b", but Terraform expects an object or a list of objects there',
  ],
  ['{"locals":{"a b":1}}', 'f.json: locals: "a b" cannot be the name of an argument or a block'],
  [
    '{"output":{"o":{"value":"${x"}}}',
    'f.json: output.o: value: "${x" does not end: close it with "}", or write "$${" for the characters themselves',
  ],
])("%s is refused", (text, message) => {
  expect(() => convertText(text, "f.json")).toThrow(UserError);
  expect(() => convertText(text, "f.json")).toThrow(message);
});

test("numbers that are written in another way are kept", () => {
  expect(convertText('{"locals":{"a":[1.50,1e2,-0,100e-2,0.1]}}', "f").hcl).toContain(
    "a = [1.5, 100, 0, 1, 0.1]",
  );
});

test("a key that JavaScript treats specially is a key", () => {
  expect(convertText('{"locals":{"m":{"__proto__":1,"constructor":2}}}', "f").hcl).toContain(
    "__proto__   = 1",
  );
});
