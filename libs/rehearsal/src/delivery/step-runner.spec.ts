import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { commitStepRunner, type RunStep } from "./step-runner";

let directory: string;
beforeEach(async () => {
  directory = await realpath(await mkdtemp(join(tmpdir(), "step-runner-")));
});
afterEach(async () => rm(directory, { recursive: true, force: true }));

const runner = async (program: string, signal = new AbortController().signal): Promise<RunStep> => {
  const bin = join(directory, "source", "apps", "cli", "bin");
  await mkdir(bin, { recursive: true });
  await writeFile(join(bin, "tagform.mjs"), program);
  const env = {
    PATH: process.env["PATH"] ?? "",
    AWS_PROFILE: "production",
    AWS_ACCESS_KEY_ID: "x",
    TF_LOG: "y",
  };
  return commitStepRunner({ node: process.execPath, env, words: { verify: ["--more"] }, signal });
};

test("the commit's own program runs in its tree, without anything of AWS in its environment", async () => {
  const step = await runner(`
    console.log(JSON.stringify(process.argv.slice(2)), process.cwd());
    console.log(Object.keys(process.env).filter((name) => /AWS_(?!SDK_JS)|TF_/.test(name)).join());
    process.exitCode = 2;`);
  const lines: string[] = [];
  expect(
    await step({
      step: "verify",
      run: directory,
      words: ["--word"],
      onLine: (line) => void lines.push(line),
    }),
  ).toBe(2);
  expect(lines).toEqual([
    `${JSON.stringify(["verify", "--run", directory, "--word", "--more"])} ${join(directory, "source")}`,
    "TF_LOG",
  ]);
});

test("aborting interrupts the program once and waits until it has ended", async () => {
  const controller = new AbortController();
  const step = await runner(
    `let times = 0;
     process.on("SIGINT", () => { times++; setTimeout(() => { console.log("ended", times); process.exit(130); }, 200); });
     console.log("ready");
     setInterval(() => undefined, 1000);`,
    controller.signal,
  );
  const lines: string[] = [];
  const onLine = (line: string): void => {
    lines.push(line);
    if (line === "ready") controller.abort();
  };
  const running = step({ step: "apply", run: directory, words: [], onLine });
  await expect(running).rejects.toThrow("interrupted in apply");
  expect(lines).toEqual(["ready", "ended 1"]);
});
