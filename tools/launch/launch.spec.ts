import { execFile } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const ROOT = path.resolve(__dirname, "../..");
const LAUNCHER = readdirSync(__dirname)
  .filter((file) => file.endsWith(".mjs"))
  .map((file) => `tools/launch/${file}`);

let checkout: string;

beforeEach(() => {
  checkout = mkdtempSync(path.join(tmpdir(), "tagform-launch-"));
  for (const file of [...LAUNCHER, "tsconfig.base.json", "package-lock.json"]) {
    cpSync(path.join(ROOT, file), path.join(checkout, file));
  }
  mkdirSync(path.join(checkout, "node_modules"));
  symlinkSync(path.join(ROOT, "node_modules/esbuild"), path.join(checkout, "node_modules/esbuild"));
  write("greeting.ts", 'export const greeting: string = "hello";\n');
  write("main.ts", 'import { greeting } from "./greeting";\nconsole.log(greeting);\n');
});
afterEach(() => rmSync(checkout, { recursive: true, force: true }));

const write = (file: string, text: string): void => writeFileSync(path.join(checkout, file), text);

interface Ended {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the program and returns what it printed. */
function launch(more: Record<string, string> = {}): Promise<Ended> {
  // Asked for colors and for none, Node.js warns.
  const env = { ...process.env, FORCE_COLOR: undefined, ...more };
  const args = [path.join(checkout, "tools/launch/run.mjs"), path.join(checkout, "main.ts")];
  return new Promise((resolve) => {
    const child = execFile(process.execPath, args, { env }, (_, stdout, stderr) =>
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

/** Of the bundle that is run now. */
function bundled(file: string): string {
  const { generation } = JSON.parse(readFileSync(inBuild("stamp.json"), "utf8")) as { generation: string };
  return inBuild(generation, file);
}

/** The file of it that holds a package. */
function bundledPackage(name: string): string {
  const table = JSON.parse(readFileSync(bundled("table.json"), "utf8")) as Record<string, string>;
  return bundled(table[name] ?? "");
}

/** The file with V8's code of it. */
const keptCode = (name: string): string =>
  path.join(checkout, ".tagform/code", `${path.basename(bundledPackage(name))}.code`);

const inBuild = (...words: string[]): string => path.join(checkout, ".tagform/build/main", ...words);

test("what runs can be led back to its sources: a source map lies beside them", async () => {
  await launch();
  expect(readFileSync(bundled("program.cjs.map"), "utf8")).toContain("greeting.ts");
});

describe("with packages", () => {
  beforeEach(() => {
    install("polite", 'exports.prefix = "dear ";\n');
    install("loud", "module.exports = (text) => text.toUpperCase();\n");
    write("greeting.ts", 'import { prefix } from "polite";\nexport const greeting = `${prefix}reader`;\n');
  });

  // Bundles are shared by the list of packages that lies beside esbuild, which is none of the checkout's here.
  const launchOwn = () => launch({ CI: "1" });

  /** As npm does: it writes its list after the packages. */
  function install(name: string, text: string): void {
    mkdirSync(path.join(checkout, "node_modules", name), { recursive: true });
    write(`node_modules/${name}/index.js`, text);
    write("node_modules/.package-lock.json", JSON.stringify([name, text]));
  }

  test("an edit of the sources is seen, and costs no new file of packages", async () => {
    expect(await launchOwn()).toMatchObject({ stdout: "dear reader" });
    const before = statSync(bundledPackage("polite")).ino;
    write("greeting.ts", 'import { prefix } from "polite";\nexport const greeting = `${prefix}author`;\n');
    expect(await launchOwn()).toMatchObject({ stdout: "dear author" });
    expect(statSync(bundledPackage("polite")).ino).toBe(before);
  });

  test("a package that was not imported before is found, also when it is imported late", async () => {
    await launchOwn();
    write("main.ts", 'void import("loud").then(({ default: loud }) => console.log(loud("hello")));\n');
    expect(await launchOwn()).toMatchObject({ stdout: "HELLO" });
  });

  test("an install is seen, with an edit and without", async () => {
    await launchOwn();
    install("polite", 'exports.prefix = "dearest ";\n');
    expect(await launchOwn()).toMatchObject({ stdout: "dearest reader" });
    install("polite", 'exports.prefix = "my ";\n');
    write("greeting.ts", 'import { prefix } from "polite";\nexport const greeting = `${prefix}author`;\n');
    expect(await launchOwn()).toMatchObject({ stdout: "my author" });
  });

  test("compiled code is kept, and what is none is not believed", async () => {
    await launchOwn();
    const files = [`${bundled("program.cjs")}.code`, keptCode("polite")];
    for (const file of files) {
      expect(statSync(file).size).toBeGreaterThan(0);
      writeFileSync(file, "no code");
    }
    expect(await launchOwn()).toMatchObject({ exitCode: 0, stdout: "dear reader", stderr: "" });
    for (const file of files) expect(readFileSync(file, "latin1")).not.toBe("no code");
  });

  test("what a start does not import it does not read, nor does the code of it grow what is kept", async () => {
    write(
      "main.ts",
      'import { greeting } from "./greeting";\n' +
        'const loud = async () => console.log((await import("loud")).default(greeting));\n' +
        'void (process.env["LOUD"] === undefined ? console.log(greeting) : loud());\n',
    );
    expect(await launchOwn()).toMatchObject({ stdout: "dear reader" });
    const loud = bundledPackage("loud");
    const [before, text] = [statSync(keptCode("polite")).ino, readFileSync(loud)];
    expect(existsSync(keptCode("loud"))).toBe(false);
    rmSync(loud);
    expect(await launchOwn()).toMatchObject({ stdout: "dear reader" });
    writeFileSync(loud, text);
    expect(await launch({ CI: "1", LOUD: "1" })).toMatchObject({ stdout: "DEAR READER" });
    expect(existsSync(keptCode("loud"))).toBe(true);
    expect(statSync(keptCode("polite")).ino).toBe(before);
  });

  test("packages that share a module run it once, and are one file", async () => {
    install("counter", "let count = 0;\nmodule.exports = () => (count += 1);\n");
    install("left", 'module.exports = () => require("counter")();\n');
    install("right", 'module.exports = () => require("counter")();\n');
    write("main.ts", 'import left from "left";\nimport right from "right";\nconsole.log(left(), right());\n');
    expect(await launchOwn()).toMatchObject({ stdout: "1 2" });
    expect(bundledPackage("left")).toBe(bundledPackage("right"));
  });
});
