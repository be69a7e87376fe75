import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import type { Environment, Team } from "@tagform/workload-catalog";

import { CellQueue } from "./cell-queue";
import { startHelper } from "./start-helper";
import { type CellRequest, synthesizeCell } from "./synthesize-cell";
import { synthesizeCells } from "./synthesize-cells";

const ROOT = resolve(__dirname, "../../..");
/** Enough for two threads. */
const COUNT = 70;
/** What types forbid. */
const NONE = [] as unknown as ["us-east-1"];

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "synthesize-cells-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** One team for each cell; those of `broken` have no Region in their role. */
function requests(broken: readonly number[] = []): CellRequest[] {
  const teams = Array.from({ length: COUNT }, (_, index): [string, Team] => [
    `team${index}`,
    {
      accountId: String(100_000_000_000 + index),
      scopes: {
        global: {
          workloads: {
            role: {
              kind: "workload-role",
              perRegion: true,
              regions: broken.includes(index) ? NONE : ["us-east-1"],
            },
          },
        },
      },
    },
  ]);
  const environment: Environment = {
    name: "dev",
    repository: "tagform",
    releaseBranch: "main",
    regions: ["us-east-1"],
    globalResourceDeployFromRegion: "us-east-1",
    state: { tfBackendConfigPrefix: "acme", buildRegion: "us-east-1", layout: "central", locks: ["s3"] },
    approval: "none",
    teams: Object.fromEntries(teams),
  };
  return teams.map(([team]) => ({
    environment,
    cell: { environment: "dev", scope: "global", team },
    outdir: folder,
    format: "hcl",
  }));
}

test("many cells are what each is by itself, in the order in which they were asked for", async () => {
  const all = requests();
  const written = await synthesizeCells(all, ROOT);
  expect(written.map(({ cell }) => cell)).toEqual(all.map(({ cell }) => cell));
  expect(readdirSync(folder).sort()).toEqual(written.map(({ stackName }) => stackName).sort());

  const outdir = join(folder, "alone");
  for (const index of [0, 34, COUNT - 1]) {
    const { directory, file, sha256 } = await synthesizeCell({ ...all[index]!, outdir });
    expect(written[index]).toMatchObject({ file, sha256 });
    expect(readFileSync(join(written[index]!.directory, file))).toEqual(readFileSync(join(directory, file)));
  }
});

test("of many cells that cannot be built, the first one is reported, whichever thread made it", async () => {
  await expect(synthesizeCells(requests([40, 41, 66, 69]), ROOT)).rejects.toThrow(
    /cell dev_global\/team40 has 1 issue/,
  );
  expect(readdirSync(folder).filter((name) => name.startsWith("."))).toEqual([]);
});

test("another thread takes part in a queue, and tells its failures as they were", async () => {
  const queue = CellQueue.of(requests([3]));
  const outcomes = await startHelper(ROOT, queue.data);
  expect(
    outcomes.map((outcome) => ("written" in outcome ? outcome.written.stackName : outcome.error)),
  ).toEqual([
    ...["dev-global-team0", "dev-global-team1", "dev-global-team2"],
    expect.objectContaining({ name: "UserError", message: expect.stringContaining("team3") as string }),
  ]);
  expect(await queue.work()).toEqual([]);
});

test("a thread that cannot run is no silent loss of its cells", async () => {
  await expect(startHelper(join(folder, "nowhere"), CellQueue.of(requests()).data)).rejects.toThrow(
    "nowhere",
  );
});

test("no cells need no folder", async () => {
  expect(await synthesizeCells([], ROOT)).toEqual([]);
  expect(readdirSync(folder)).toEqual([]);
});
