import { Command } from "commander";

import { COMMANDS } from "../commands";
import { tagform } from "../fixtures/recording-context";
import { complete, type Sources } from "./complete";

const sources: Sources = {
  cells: () => Promise.resolve([{ value: "dev_us-east-1/risk", description: "cell" }]),
  tags: () => Promise.resolve([{ value: "dev_us-east-1/risk/1.0", description: "tag" }]),
  regions: [{ value: "us-east-1", description: "N. Virginia" }],
};

function program(): Command {
  const command = new Command("tagform");
  const context = { root: "/", colors: {}, print: () => undefined } as never;
  for (const register of COMMANDS) register(command, context, () => () => Promise.resolve());
  return command;
}

async function proposed(line: string, from = sources): Promise<string[]> {
  const { candidates, files } = await complete(program(), line.split(" "), from);
  return [...candidates.map(({ value }) => value), ...(files ? ["FILES"] : [])];
}

test("the first word is a command; what only scripts call is not proposed", async () => {
  expect(await proposed("")).toEqual(expect.arrayContaining(["list", "diff", "rehearse", "completion"]));
  expect(await proposed("")).not.toContain("complete");
  expect(await proposed("su")).toEqual(["suppressions"]);
});

test.each([
  ["diff ", ["dev_us-east-1/risk", "dev_us-east-1/risk/1.0"]],
  ["plan ", ["dev_us-east-1/risk/1.0"]],
  ["suppressions dev_", ["dev_us-east-1/risk"]],
  ["synth a b dev_us-east-1/risk/", ["dev_us-east-1/risk/1.0"]],
  ["plan dev_us-east-1/risk/1.0 ", []],
  ["rehearse x --deploy-first y ", ["dev_us-east-1/risk/1.0"]],
  ["plan --build-region ", ["us-east-1"]],
  ["synth --format ", ["hcl", "json"]],
  ["synth --format hcl x dev_us-east-1/risk/", ["dev_us-east-1/risk/1.0"]],
  ["verify --provider ", ["registry", "rehearsal", "FILES"]],
  ["approve --run ", ["FILES"]],
  ["convert ", ["FILES"]],
  ["list ", []],
  ["lock re", ["release", "repair-digest"]],
  ["lock show ", ["dev_us-east-1/risk"]],
  ["no-such-command ", []],
])("%j proposes %j", async (line, expected) => {
  expect(await proposed(line)).toEqual(expected);
});

test("a dash proposes the options of the command", async () => {
  expect(await proposed("diff dev_us-east-1/risk --")).toEqual(
    expect.arrayContaining(["--details", "--json", "--endpoint", "--build-region", "--help"]),
  );
});

test("data with issues leaves the tags, and no error", async () => {
  const broken = { ...sources, cells: () => Promise.reject(new Error("environment dev has 2 issues")) };
  expect(await proposed("diff ", broken)).toEqual(["dev_us-east-1/risk/1.0"]);
});

test("every line that a script reads is a candidate with its description", async () => {
  const { exitCode, printed, noted } = await tagform(["complete", "--", "diff", "dev_global/r"]);
  expect({ exitCode, noted }).toEqual({ exitCode: 0, noted: "" });
  expect(printed.split("\n")).toContain("dev_global/risk\tcell");
});

test("an unknown shell is refused with those that are known", async () => {
  expect((await tagform(["completion", "tcsh"])).noted).toContain("Allowed choices are bash, zsh, fish");
});
