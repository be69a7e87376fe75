import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const ROOT = path.resolve(__dirname, "../..");

let checkout: string;

beforeEach(() => {
  checkout = mkdtempSync(path.join(tmpdir(), "tagform-launch-"));
  for (const file of [
    "tools/launch/launch.mjs",
    "tools/launch/shared-bundles.mjs",
    "tools/launch/share-bundle.mjs",
    "tools/launch/run.mjs",
    "tsconfig.base.json",
    "package-lock.json",
  ]) {
    cpSync(path.join(ROOT, file), path.join(checkout, file));
  }
  mkdirSync(path.join(checkout, "node_modules"));
  symlinkSync(path.join(ROOT, "node_modules/esbuild"), path.join(checkout, "node_modules/esbuild"));
  write("greeting.ts", 'export const greeting: string = "hello";\n');
  write("main.ts", 'import { greeting } from "./greeting";\nconsole.log(greeting);\n');
});
afterEach(() => rmSync(checkout, { recursive: true, force: true }));

const write = (file: string, text: string): void => writeFileSync(path.join(checkout, file), text);

/** Runs the program and returns what it printed. */
function launch(): Promise<{ exitCode: number; stdout: string; stderr: string }> {
  const args = [path.join(checkout, "tools/launch/run.mjs"), path.join(checkout, "main.ts")];
  return new Promise((resolve) => {
    const child = execFile(process.execPath, args, (_, stdout, stderr) =>
      resolve({ exitCode: child.exitCode ?? 1, stdout: stdout.trim(), stderr }),
    );
  });
}

const bundles = (): string[] => readdirSync(path.join(checkout, ".tagform/build/main"));

test("a program is bundled once, and run from its bundle until a source changes", async () => {
  expect(await launch()).toMatchObject({ stdout: "hello" });
  const first = bundles();
  expect(await launch()).toMatchObject({ stdout: "hello" });
  expect(bundles()).toEqual(first);
});

test("an edited file is seen by the next start", async () => {
  await launch();
  write("greeting.ts", 'export const greeting: string = "hallo";\n');
  expect(await launch()).toMatchObject({ stdout: "hallo" });
});

test("programs that start at once all run, also when each must be bundled", async () => {
  const ended = await Promise.all([launch(), launch(), launch(), launch(), launch(), launch()]);
  expect(ended.map(({ stdout, stderr }) => stdout + stderr)).toEqual(ended.map(() => "hello"));
});

test("a source that does not compile is shown with its place, without a stack trace, and mended by an edit", async () => {
  write("greeting.ts", "export const greeting: string = ;\n");
  const { exitCode, stderr } = await launch();
  expect(exitCode).toBe(1);
  expect(stderr).toContain("greeting.ts:1:32");
  expect(stderr).not.toMatch(/\n\s+at /);
  write("greeting.ts", 'export const greeting: string = "again";\n');
  expect(await launch()).toMatchObject({ stdout: "again" });
});

test("without the npm packages the message says which command installs them", async () => {
  rmSync(path.join(checkout, "node_modules"), { recursive: true });
  const { exitCode, stderr } = await launch();
  expect(exitCode).toBe(1);
  expect(stderr).toContain("npm run demo");
});

test("what runs can be led back to its sources: each bundle has its source map beside it", async () => {
  await launch();
  const [generation = ""] = bundles().filter((entry) => !entry.endsWith(".json"));
  expect(readdirSync(path.join(checkout, ".tagform/build/main", generation)).sort()).toEqual([
    "program.mjs",
    "program.mjs.map",
  ]);
});
