import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { Command } from "commander";

import { COMMANDS } from "./commands";
import { tagform } from "./fixtures/recording-context";

const folder = mkdtempSync(path.join(tmpdir(), "tagform-json-"));
const file = path.join(folder, "cdk.tf.json");
writeFileSync(file, JSON.stringify({ locals: { a: 1 } }));
afterAll(() => rmSync(folder, { recursive: true }));

/** What they print is a script or its lines. */
const NO_RESULT = ["completion", "complete"];

/** Commands that need no delivery. */
const ALONE: Readonly<Record<string, readonly string[]>> = {
  list: [],
  explain: ["dev_global/risk/1.0"],
  check: [],
  suppressions: ["dev_global/risk"],
  synth: ["dev_global/risk", "--out", folder],
  convert: [file],
  doctor: [],
  "guardrails check": ["dev_global/risk"],
  "guardrails explain": ["research-dev"],
};
/** Commands that deliver or look at what is deployed: deliver.spec.ts and test/laptop run them. */
const DELIVERING = ["source", "verify", "plan", "approve", "apply", "record", "destroy", "rehearse", "diff"];
/** What asks AWS before a delivery: its own spec runs it, on an embedded AWS. */
const ASKING = ["preflight"];
/** What makes the ground for deliveries: test/bootstrap runs it. */
const MAKING = ["bootstrap"];
/** Commands that read records: test/laptop runs them. */
const READING_RECORDS = ["status", "history"];
/** Commands about locks: their own spec runs them, on an embedded AWS. */
const LOCKS = ["lock list", "lock show", "lock release", "lock repair-digest", "lock migrate"];
/** Commands about accounts: their own spec runs them, on an embedded AWS. */
const ACCOUNTS = ["plan", "vend", "status", "track", "retry", "offboard"].map((name) => `accounts ${name}`);
/** Commands about policy: their own spec runs them. */
const POLICY = ["policy list", "policy explain"];
/** Commands that make tags: their own specs run them, in a repository of their own. */
const RELEASING = ["tag", "rollback", "promote"];
/** Commands about vending accounts: their own specs run them. */
const VENDING = ["aft export"];

function commands(): Command[] {
  const program = new Command("tagform");
  const context = { root: "/", colors: {} } as never;
  for (const register of COMMANDS) register(program, context, () => () => Promise.resolve());
  return program.commands.flatMap((command) => leaves(command));
}

/** A command that has commands of its own is run by their names only. */
const leaves = (command: Command): Command[] =>
  command.commands.length === 0 ? [command] : command.commands.flatMap((one) => leaves(one));

/** `lock list`, as it is typed. */
function nameOf(command: Command): string {
  const { parent } = command;
  return parent?.parent == null ? command.name() : `${nameOf(parent)} ${command.name()}`;
}

test("every command that prints a result can print it as JSON", () => {
  const without = commands().filter(({ options }) => !options.some(({ long }) => long === "--json"));
  expect(without.map(nameOf)).toEqual(NO_RESULT);
});

test("every command's JSON is tried somewhere", () => {
  const tried = [
    ...Object.keys(ALONE),
    ...DELIVERING,
    ...ASKING,
    ...MAKING,
    ...READING_RECORDS,
    ...LOCKS,
    ...POLICY,
    ...ACCOUNTS,
    ...RELEASING,
    ...VENDING,
    ...NO_RESULT,
  ].sort();
  expect(tried).toEqual(commands().map(nameOf).sort());
});

test.each(Object.entries(ALONE))(
  "%s --json prints one JSON document and nothing else",
  async (name, words) => {
    const { printed } = await tagform([...name.split(" "), ...words, "--json"], {
      env: { PATH: process.env["PATH"] ?? "" },
    });
    expect(typeof JSON.parse(printed)).toBe("object");
  },
);

test("a command that fails prints no document, and says why on stderr", async () => {
  const { exitCode, printed, noted } = await tagform(["explain", "nowhere_global/risk/1.0", "--json"]);
  expect({ exitCode, printed }).toEqual({ exitCode: 1, printed: "" });
  expect(noted).toContain("nowhere");
});
