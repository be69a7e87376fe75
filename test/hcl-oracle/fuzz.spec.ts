import type { JsonObject, JsonValue } from "@tagform/hcl";
import fc from "fast-check";

import { Forms, normalize } from "./forms";
import { describeWith, removeTemporaryFolders, TERRAFORM } from "./terraform";

jest.setTimeout(120_000);
afterAll(removeTemporaryFolders);

const VALUES = 400;
const SEED = Number(process.env["HCL_FUZZ_SEED"] ?? Date.now() % 1_000_000);

/** Pieces of text that a careless writer gets wrong. */
const TEXTS = [
  ..."\"\\'$%{}[]()#=:,~/*<>\t\n\r \u0000\u0001\u007f\u0085\u2028éß".split(""),
  ...["$${", "%%{", "$$", "%%", "\r\n", "\\n", "\\u0041", "//", "<<EOT", "EOT", "\nEOT\n", "\nEOF\n"],
  ...[
    "null",
    "true",
    "12",
    "1e3",
    "a",
    "B c",
    "👩‍👩‍👧",
    "👍🏽",
    "日本",
    "e\u0301",
    "\ufeff",
    "for",
    "a.b",
    "a-b",
    "${",
    "%{",
  ],
];

/** Complete sequences, with all that an expression may hold. */
const SEQUENCES = [
  "${local.text}",
  "${local.number}",
  "${-local.number+1}",
  "${~ local.text ~}",
  "${ local.number ~}",
  "${~local.number}",
  '${jsonencode({a = "b", "c}" = [1,null]})}',
  '${"nested ${"${local.number}"} }"}',
  '${upper(\n  "x" # a comment }\n)}',
  "%{ if local.number == 1 }yes%{ else }no%{ endif }",
  "%{if true~}\n a\n%{~endif}",
  "%{ for v in [1,2] ~}\n ${v}\n%{ endfor ~}\n",
  "${<<EOT\n$${x} ${local.number}\nEOT\n}",
];

const isCompleteText = (text: string) => !/[$%]\{/.test(text.replace(/\$\$\{|%%\{/g, ""));

const plain = fc.array(fc.constantFrom(...TEXTS), { maxLength: 8 }).map((parts) => parts.join(""));

const template = fc
  .array(fc.oneof({ weight: 3, arbitrary: plain.filter(isCompleteText) }, fc.constantFrom(...SEQUENCES)), {
    maxLength: 5,
  })
  .filter((parts) => parts.every((part, index) => !endsInSigil(part) || !startsSequence(parts[index + 1])))
  .map((parts) => parts.join(""));

/** "$" before "${" would be an escape, and half a sequence behind it. */
const endsInSigil = (part: string) => /[$%]$/.test(part);
const startsSequence = (part = "") => /^(?:[$%{]|$)/.test(part);

function values(text: fc.Arbitrary<string>): fc.Arbitrary<JsonValue> {
  const scalar = fc.oneof(
    { weight: 4, arbitrary: text },
    fc.constantFrom(null, true, false),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
  );
  const nested = fc.letrec<{ value: JsonValue }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      { weight: 3, arbitrary: scalar },
      fc.array(tie("value"), { maxLength: 4 }),
      fc
        .array(fc.tuple(text, tie("value")), { maxLength: 4 })
        // Keys that differ in text may be equal in value, which Terraform rejects.
        .map((entries) =>
          Object.fromEntries(entries.map(([key, value], index) => [`${index}${key}`, value])),
        ),
      fc.dictionary(fc.stringMatching(/^[a-z_][a-z0-9_-]{0,6}$/), tie("value"), { maxKeys: 4 }),
    ),
  }));
  return nested.value;
}

function documentOf(templates: readonly JsonValue[], literals: readonly JsonValue[]): JsonObject {
  const named = (
    prefix: string,
    items: readonly JsonValue[],
    wrap: (item: JsonValue, name: string) => JsonValue,
  ) => Object.fromEntries(items.map((item, index) => [`${prefix}${index}`, wrap(item, `${prefix}${index}`)]));
  return {
    locals: { ...named("l", templates, (item) => item), text: 'a "b"\n', number: 1 },
    variable: named("d", literals, (item) => ({ default: item, description: "${x" })),
    output: {
      ...named("o", templates, (value) => ({ value: [value] })),
      ...named("l", templates, (_, name) => ({ value: `\${[local.${name}]}` })),
      ...named("d", literals, (_, name) => ({ value: `\${[var.${name}]}` })),
    },
  };
}

/** The outputs of a state, value and type, as text in which every character can be seen. */
function outputsOf(state: unknown): Record<string, string> {
  const { outputs } = (normalize(state) as { values: { outputs: Record<string, unknown> } }).values;
  return Object.fromEntries(Object.entries(outputs).map(([name, output]) => [name, JSON.stringify(output)]));
}

function sourceOf({ locals, variable, output }: JsonObject, name: string): string {
  const { [name]: source } = {
    ...(output as JsonObject),
    ...(variable as JsonObject),
    ...(locals as JsonObject),
  };
  return JSON.stringify(source);
}

describeWith(TERRAFORM, "no terraform on the PATH")(`random values, HCL_FUZZ_SEED=${SEED}`, () => {
  test(`${VALUES} templates and literals are the same in both forms`, async () => {
    console.info(`HCL_FUZZ_SEED=${SEED}`);
    const templates = fc.sample(values(template), { seed: SEED, numRuns: VALUES });
    const literals = fc.sample(values(plain), { seed: SEED, numRuns: VALUES });
    const document = documentOf(templates, literals);
    const forms = new Forms([], document);

    await forms.both((workspace) => workspace.init());
    await forms.both((workspace) => workspace.plan());
    const states = await forms.both((workspace) => workspace.apply());
    const [json, hcl] = [outputsOf(states.json), outputsOf(states.hcl)];

    expect(Object.keys(json)).toHaveLength(3 * VALUES);
    const different = Object.keys(json).filter((name) => json[name] !== hcl[name]);
    expect(different.map((name) => [sourceOf(document, name), json[name], hcl[name]])).toEqual([]);
    expect(await forms.hcl.unformatted()).toBe("");
  });
});
