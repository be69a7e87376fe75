import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import type { PreflightReport } from "@tagform/preflight";
import { installed, Moto } from "@tagform/testing";

import { tagform } from "../fixtures/recording-context";

// The embedded AWS makes all of IAM's managed policies for each account: seconds of computing, more on a busy machine.
jest.setTimeout(300_000);

const MOTO_SERVER = installed(resolve(__dirname, "../../../.."), "moto_server");
const describeWithMoto = MOTO_SERVER === undefined ? describe.skip : describe;
const env = { PATH: process.env["PATH"] ?? "" };

test.each([[["preflight"]], [["preflight", "dev_us-east-1/research", "--run", "somewhere"]]])(
  "%j names neither or both of cell and run directory",
  async (words) => {
    expect(await tagform(words)).toMatchObject({
      exitCode: 1,
      noted: "tagform: give a cell or --run <dir>, one of them",
    });
  },
);

describeWithMoto("a cell whose environment has no place for states yet", () => {
  const home = mkdtempSync(join(tmpdir(), "preflight-"));
  let moto: Moto;
  beforeAll(async () => {
    moto = await Moto.start(MOTO_SERVER ?? "", env.PATH, home);
  });
  afterAll(async () => {
    await moto.stop();
    rmSync(home, { recursive: true });
  });

  test("fails for that alone, and says what to do", async () => {
    const words = ["preflight", "dev_us-east-1/research", "--endpoint", moto.endpoint];
    const { exitCode, printed } = await tagform([...words, "--json"], { env });
    const { cell, checks } = JSON.parse(printed) as PreflightReport & { cell: string };
    expect({ exitCode, cell }).toEqual({ exitCode: 2, cell: "dev_us-east-1/research" });
    expect(checks.filter(({ answer }) => answer === "fails").map(({ check }) => check)).toEqual(["state"]);
    expect(checks.map(({ check }) => check)).toEqual([
      ...["clock", "role", "regions", "guardrails", "state", "quotas", "addresses", "certificates"],
    ]);

    const shown = await tagform(words, { env });
    expect(shown.printed).toContain("what to do: the environment has no place for states yet");
  });
});
