import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import type { WorkspaceCopy } from "@tagform/testing";

import { CELLS_PER_TEAM, generatedRegions, generatedTeam, teamName } from "./generated-teams";
import { type Command, node, run, secondsOf, takeTurns } from "./measure";
import type { Result } from "./row";

const TAG = "dev_us-east-1/research/1.0";
const SYNTHESIZED = "dev-us-east-1-research/cdk.tf";
const GENERATED_TEAMS = 200;

/** 5.1: one tag to HCL in a process that starts cold, against cdktf. */
export function tagToHcl(root: string, folder: string, repetitions: number): Result[] {
  const tagform = node(root, "apps/cli/bin/tagform.mjs", "synth", TAG, "--out", path.join(folder, "cold"));
  const cdktf = cdktfSynth(root, path.join(folder, "cdktf"));
  const narrowed = cdktf && { ...cdktf, env: { ...cdktf.env, DEPLOYMENT_TAG: TAG } };
  // Bundles are built before anything is measured.
  run(tagform);
  if (cdktf !== undefined) run(cdktf);
  const taken = takeTurns(repetitions, {
    tagform: () => secondsOf(tagform),
    cdktf: () => (cdktf === undefined ? NaN : secondsOf(cdktf)),
    narrowed: () => (narrowed === undefined ? NaN : secondsOf(narrowed)),
  });
  const what = "  times faster than cdktf synth";
  return [
    {
      point: "5.1",
      what: "tag to HCL, cold process, one cell",
      value: taken.tagform,
      unit: "s",
      atMost: 0.45,
      detail: `tagform synth ${TAG}`,
    },
    cdktf === undefined
      ? {
          point: "5.1",
          what,
          skipped: "cdktf-cli is not installed: run `npx cdktf --version` in apps/dev once",
        }
      : {
          point: "5.1",
          what,
          value: taken.cdktf / taken.tagform,
          unit: "x",
          atLeast: 8,
          detail:
            `${taken.cdktf.toFixed(2)} s: cdktf synth of apps/dev; with DEPLOYMENT_TAG, which narrows our program ` +
            `to the same cell, ${taken.narrowed.toFixed(2)} s, ${(taken.narrowed / taken.tagform).toFixed(1)} x`,
        },
  ];
}

/** The cdktf-cli that `npx cdktf` has installed, by itself. */
function cdktfSynth(root: string, outdir: string): Command | undefined {
  const installed = path.join(root, ".tagform/cdktf-cli");
  const programs = (existsSync(installed) ? readdirSync(installed) : [])
    .map((name) => path.join(installed, name, "node_modules/cdktf-cli/bundle/bin/cdktf"))
    .filter(existsSync);
  const [program] = programs;
  if (program === undefined) return undefined;
  const command = node(path.join(root, "apps/dev"), program, "synth", "--output", outdir);
  return { ...command, env: { CHECKPOINT_DISABLE: "1" } };
}

/** 5.1: an edit is seen by the next command. */
export function editedFile(copy: WorkspaceCopy, folder: string): Result[] {
  const outdir = path.join(folder, "edited");
  const tagform = node(copy.root, copy.program, "synth", TAG, "--out", outdir);
  run(tagform);
  let edits = 0;
  const taken = takeTurns(3, {
    unchanged: () => secondsOf(tagform),
    edited: () => {
      edits += 1;
      copy.replace("environments/dev/research.ts", "Hello from ", `Hello from edit ${edits} of `);
      const seconds = secondsOf(tagform);
      const isSeen = readFileSync(path.join(outdir, SYNTHESIZED), "utf8").includes(`edit ${edits} of`);
      return isSeen ? seconds : Infinity;
    },
  });
  copy.reset(copy.base);
  return [
    {
      point: "5.1",
      what: "the command after an edit, which it sees",
      value: taken.edited,
      unit: "s",
      atMost: 1,
      detail: `${taken.unchanged.toFixed(2)} s without an edit; the same tag in a copy of the workspace`,
    },
  ];
}

/** 5.2: the same tag among few cells and among many. */
export function amongMany(
  few: WorkspaceCopy,
  many: WorkspaceCopy,
  folder: string,
  repetitions: number,
): Result[] {
  addTeams(many, GENERATED_TEAMS);
  const command = (copy: WorkspaceCopy, name: string) =>
    node(copy.root, copy.program, "synth", TAG, "--out", path.join(folder, name));
  const commands = { few: command(few, "few"), many: command(many, "many") };
  for (const each of Object.values(commands)) run(each);
  const hcl = (name: string) => readFileSync(path.join(folder, name, SYNTHESIZED), "utf8");
  if (hcl("few") !== hcl("many")) throw new Error(`${TAG} means something else when other teams are added`);

  const taken = takeTurns(repetitions, {
    few: () => secondsOf(commands.few),
    many: () => secondsOf(commands.many),
  });
  return [
    {
      point: "5.2",
      what: "one tag among many cells, times as among few",
      value: taken.many / taken.few,
      unit: "x",
      atMost: 1.3,
      detail: `${taken.many.toFixed(2)} s with ${GENERATED_TEAMS * CELLS_PER_TEAM} more cells, ${taken.few.toFixed(2)} s without`,
    },
  ];
}

function addTeams(copy: WorkspaceCopy, count: number): void {
  const index = "environments/dev/index.ts";
  const names = Array.from({ length: count }, (_, position) => teamName(position));
  names.forEach((name, position) => {
    const file = path.join(copy.root, `environments/dev/${name}.ts`);
    writeFileSync(file, `export const ${name} = ${JSON.stringify(generatedTeam(position))} as const;\n`);
  });
  copy.replace(index, "teams: { research, risk }", `teams: { research, risk, ${names.join(", ")} }`);
  copy.replace(index, '["us-east-1", "eu-central-1", "ap-southeast-1"]', JSON.stringify(generatedRegions()));
  const imports = names.map((name) => `import { ${name} } from "./${name}";\n`).join("");
  copy.replace(index, "import { research }", `${imports}import { research }`);
}
