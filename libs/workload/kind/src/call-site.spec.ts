import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { build } from "esbuild";

import { callFrames, type Frame, type Site } from "./call-site";

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "call-site-")));
});
afterEach(() => rmSync(folder, { recursive: true }));

const SOURCES = {
  // A package that creates: what its caller is wanted for.
  "node_modules/maker/index.ts":
    'import { callFrames } from "call-site";\nexport const make = () => base();\nfunction base() {\n  return callFrames(base);\n}\n',
  "libs/network.ts":
    'import { make } from "maker";\n\ninterface Part {\n  readonly name: string;\n}\n\nexport function part(_: Part) {\n  return make();\n}\n',
  "main.ts":
    'import { siteOf } from "call-site";\nimport { part } from "./libs/network";\nconsole.log(JSON.stringify(siteOf(part({ name: "a" }))));\n',
};

/** What the program prints when it is bundled as the launcher does. */
async function runBundled(sourcemap: "linked" | false): Promise<string> {
  for (const [file, text] of Object.entries(SOURCES)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  const outfile = join(folder, "out/program.cjs");
  await build({
    entryPoints: [join(folder, "main.ts")],
    outfile,
    sourcemap,
    sourcesContent: false,
    bundle: true,
    format: "cjs",
    platform: "node",
    alias: { "call-site": join(__dirname, "call-site.ts") },
  });
  // Without the environment, in which a surrounding tool may ask for colors.
  return execFileSync(process.execPath, [outfile], { encoding: "utf8", env: {} }).trim();
}

test("in a bundle, the place is the innermost one in this workspace's TypeScript, not in a package", async () => {
  const site = JSON.parse(await runBundled("linked")) as Site;
  expect(site).toEqual({ file: join(folder, "libs/network.ts"), line: 8 });
  expect(readFileSync(site.file, "utf8").split("\n")[site.line - 1]).toContain("make()");
});

test("without a source map there is no place, rather than one in a bundle", async () => {
  expect(await runBundled(false)).toBe("undefined");
});

test("settings of Error stay as they were", () => {
  // eslint-disable-next-line @typescript-eslint/unbound-method
  const settings = () => [Error.stackTraceLimit, Error.prepareStackTrace];
  const before = settings();
  const outer = (): readonly Frame[] => callFrames(outer);
  expect(outer().map((frame) => frame.getFileName())).toContain(__filename);
  expect(settings()).toEqual(before);
});
