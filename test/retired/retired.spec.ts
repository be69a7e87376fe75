import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import { EXIT } from "@tagform/outcome";
import { type Ended, WorkspaceCopy } from "@tagform/testing";

const ROOT = path.resolve(__dirname, "../..");
const CELL = "dev_ap-southeast-1/risk";
const DATA = "environments/dev/risk.ts";
const SCOPE = '"ap-southeast-1": {\n';

/** As far as this test reads what `tagform rehearse --json` prints. */
interface Rehearsal {
  readonly deployments: readonly { readonly result: string; readonly plan: string }[];
  readonly kept?: { readonly endpoint: string; readonly pid: number };
}

let copy: WorkspaceCopy;
let kept: Rehearsal["kept"];

beforeAll(() => {
  copy = new WorkspaceCopy(ROOT, process.env);
}, 60_000);
afterAll(() => {
  if (kept !== undefined) process.kill(kept.pid);
  copy.dispose();
});

function deliver(version: string): Rehearsal["deployments"][number] {
  const where = kept === undefined ? ["--keep"] : ["--endpoint", kept.endpoint];
  const words = ["rehearse", `${CELL}/${version}`, "--provider", "rehearsal", ...where, "--json"];
  const { exitCode, stdout, stderr } = copy.tagform(...words);
  if (exitCode !== EXIT.ok) throw new Error(stderr);
  const rehearsal = JSON.parse(stdout) as Rehearsal;
  kept ??= rehearsal.kept;
  return rehearsal.deployments[0]!;
}

const checkDeployed = (): Ended => copy.tagform("check", "--deployed", "--endpoint", kept!.endpoint);

/** Takes the scope, which is the last one, out of the data. */
function removeFromData(): void {
  const file = path.join(copy.root, DATA);
  const text = readFileSync(file, "utf8");
  const last = '    "ap-southeast-1": {';
  writeFileSync(file, `${text.slice(0, text.indexOf(last))}  },\n} as const satisfies Team;\n`);
  copy.commit("take ap-southeast-1 out");
}

test("a retired cell is destroyed by its next tag, says so by the one after, and only then may leave the data", () => {
  expect(deliver("1.0").result).toBe("applied");
  expect(checkDeployed()).toMatchObject({ exitCode: EXIT.ok });

  removeFromData();
  const left = checkDeployed();
  expect(left.exitCode).toBe(EXIT.error);
  expect(left.stderr).toContain(
    `dev.teams.risk.scopes.ap-southeast-1: is not in the data, but ${CELL}/1.0 is deployed since`,
  );
  expect(left.stderr).toContain('put it back with `retired: "<why>"`');
  const refused = copy.tagform("source", `${CELL}/1.1`, "--run", path.join(copy.root, ".tagform/refused"));
  expect(refused.stderr).toContain('put it back with `retired: "<why>"`, and a tag destroys what is left');

  copy.reset(copy.base);
  copy.replace(DATA, SCOPE, `${SCOPE}      retired: "nobody is near it",\n`);
  copy.commit("retire ap-southeast-1");
  expect(copy.tagform("explain", `${CELL}/1.1`).stdout).toContain(
    "nobody is near it: a delivery destroys everything in the cell",
  );
  const destroyed = deliver("1.1");
  expect(destroyed).toMatchObject({
    result: "destroyed",
    plan: expect.stringMatching(/^\+0 ~0 -\d+/) as string,
  });
  expect(deliver("1.2")).toMatchObject({ result: "destroyed", plan: "no changes" });

  removeFromData();
  expect(checkDeployed()).toMatchObject({ exitCode: EXIT.ok });
}, 600_000);
