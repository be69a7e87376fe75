import { EXIT } from "@tagform/outcome";

import { DeployedVersions } from "./deployed-versions";

// Each delivery takes tens of seconds on a busy machine.
jest.setTimeout(300_000);

const CELL = "dev_global/research";
const DATA = "environments/dev/research.ts";
const REMOTE = "./.tagform/remote.git";
const SPARE_ROLE = `"spare-role": { kind: "workload-role", perRegion: true, regions: ["us-east-1"] },`;

let deployed: DeployedVersions;
let first: string;

/** In dev 1.0 has one role and 1.1 has two; qa has the commit of 1.0. */
beforeAll(() => {
  deployed = new DeployedVersions();
  first = deployed.copy.base;
  deployed.deliver(`${CELL}/1.0`);
  deployed.deliver("qa_global/research/1.0");
  deployed.copy.replace(DATA, `"website-role": {`, `${SPARE_ROLE}\n"website-role": {`);
  deployed.copy.commit("Add a spare role");
  deployed.deliver(`${CELL}/1.1`);
}, 500_000);
afterAll(() => deployed.dispose());

interface Change {
  readonly action: string;
  readonly address: string;
}

describe("tagform rollback", () => {
  test("plans the earlier commit against today's state and names what cannot be undone", () => {
    const { exitCode, stdout, stderr } = deployed.tagform("rollback", CELL, "--to", "1.0", "--json");
    expect({ exitCode, stderr }).toMatchObject({ exitCode: EXIT.ok });
    const found = JSON.parse(stdout) as { plan: { irreversible: Change[] } };
    expect(found).toMatchObject({
      deployed: { tag: `${CELL}/1.1`, result: "applied" },
      plan: { counts: { adds: 0, replaces: 0 } },
      tags: [{ tag: `${CELL}/1.2`, commit: first, state: "made" }],
    });
    const { irreversible } = found.plan;
    expect(irreversible).not.toEqual([]);
    expect(irreversible.filter(({ action }) => action !== "delete")).toEqual([]);
    expect(irreversible.every(({ address }) => address.includes("spare_role"))).toBe(true);
    const message = deployed.copy.git("tag", "--list", "--format=%(contents)", `${CELL}/1.2`);
    expect(message).toContain("Cannot be undone:\n  delete ");
  });

  test("does not push what cannot be undone unless that is accepted", () => {
    deployed.copy.git("init", "--quiet", "--bare", REMOTE);
    deployed.copy.git("remote", "add", "origin", REMOTE);
    deployed.copy.git("push", "--quiet", "origin", "main");
    const { exitCode, stderr } = deployed.tagform("rollback", CELL, "--to", "1.0", "--push");
    expect(exitCode).toBe(EXIT.refused);
    expect(stderr).toMatch(/this cannot be undone:\n {2}delete .*spare_role/);
    expect(deployed.copy.git("ls-remote", "--tags", "origin")).toBe("");
  });

  test("refuses a version whose commit is what is deployed", () => {
    const { exitCode, stderr } = deployed.tagform("rollback", CELL, "--to", "1.1");
    expect(exitCode).toBe(EXIT.refused);
    expect(stderr).toContain(`is what is deployed, as ${CELL}/1.1`);
  });
});

describe("tagform promote", () => {
  test("carries a proven commit on, with what differs in the data and its plan there", () => {
    const { exitCode, stdout, stderr } = deployed.tagform("promote", `${CELL}/1.1`, "--to", "qa", "--json");
    expect({ exitCode, stderr }).toMatchObject({ exitCode: EXIT.ok });
    const { differences, ...found } = JSON.parse(stdout) as { differences: { path: string }[] };
    const commit = deployed.copy.git("rev-parse", `${CELL}/1.1^{commit}`).trim();
    expect(found).toMatchObject({
      proof: { run: expect.stringContaining(`${CELL}/1.1, applied`) },
      plan: { noChanges: true, irreversible: [] },
      tags: [{ tag: "qa_global/research/1.1", commit, previous: "1.0", state: "made" }],
    });
    const paths = differences.map(({ path }) => path);
    expect(paths).toContain("accountId");
    expect(paths).toContain("workloads.spare-role");
  });

  test("refuses a commit that the environment before has not applied", () => {
    const { exitCode, stderr } = deployed.tagform("promote", `${CELL}/1.1`, "--to", "staging");
    expect(exitCode).toBe(EXIT.refused);
    expect(stderr).toContain("was not deployed to qa_global/research (none of its newest 1 runs applied it)");
    expect(deployed.copy.git("tag", "--list", "staging_*")).toBe("");
  });
});
