import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
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
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const ROOT = path.resolve(__dirname, "../..");
const LAUNCHER = readdirSync(__dirname).filter((file) => file.endsWith(".mjs"));
const FILES = [
  ...LAUNCHER.map((file) => `tools/launch/${file}`),
  ...["tsconfig.base.json", "package-lock.json"],
];

let folder: string;
let checkout: string;
/** A tree with the same files, as `source` exports it. */
let tree: string;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "tagform-shared-"));
  checkout = makeTree("checkout");
  tree = makeTree("tree");
  expect(await launch(checkout)).toBe("hello");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function makeTree(name: string): string {
  const root = path.join(folder, name);
  for (const file of FILES) cpSync(path.join(ROOT, file), path.join(root, file));
  // Packages of their own, so that one list of them can differ.
  mkdirSync(path.join(root, "node_modules"));
  symlinkSync(path.join(ROOT, "node_modules/esbuild"), path.join(root, "node_modules/esbuild"));
  writeFileSync(path.join(root, "greeting.ts"), 'export const greeting: string = "hello";\n');
  writeFileSync(
    path.join(root, "main.ts"),
    'import { greeting } from "./greeting";\nconsole.log(greeting);\n',
  );
  return root;
}

/** Runs the tree's program with the checkout's bundles at hand, and returns what it printed. */
function launch(root: string, more: Record<string, string> = {}): Promise<string> {
  // Asked for colors and for none, Node.js warns.
  const outside = { ...process.env, CI: undefined, CODEBUILD_BUILD_ID: undefined, FORCE_COLOR: undefined };
  const env = { ...outside, TAGFORM_TOOL_ROOT: checkout, ...more };
  const args = [path.join(root, "tools/launch/run.mjs"), path.join(root, "main.ts")];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { env }, (_error, stdout, stderr) => resolve((stdout + stderr).trim()));
  });
}

const bundlesOf = (root: string): string[] => {
  const shared = path.join(root, ".tagform/bundles/main");
  return readdirSync(shared).map((name) => path.join(shared, name));
};

/** Makes the one shared bundle say something else; with its digests as it should be, or as they were. */
function mark(text: string, { withDigest }: { withDigest: boolean }): void {
  const [bundle = ""] = bundlesOf(checkout);
  const program = path.join(bundle, "program.cjs");
  const changed = readFileSync(program, "utf8").replace("hello", text);
  // A file of its own: the checkout runs the one that it was a link to.
  rmSync(program);
  writeFileSync(program, changed);
  if (!withDigest) return;
  const file = path.join(bundle, "content.json");
  const content = JSON.parse(readFileSync(file, "utf8")) as { digests: Record<string, string> };
  content.digests["program.cjs"] = createHash("sha256").update(changed).digest("hex");
  writeFileSync(file, JSON.stringify(content));
}

test("a tree with the same files takes the bundle, whenever they were written", async () => {
  mark("shared", { withDigest: true });
  const old = new Date(2000, 0);
  utimesSync(path.join(tree, "greeting.ts"), old, old);
  expect(await launch(tree)).toBe("shared");
  expect(await launch(tree)).toBe("shared");
});

test("a bundle that is not what was shared is not taken, but built and shared anew", async () => {
  mark("tampered", { withDigest: false });
  expect(await launch(tree)).toBe("hello");
  rmSync(path.join(tree, ".tagform"), { recursive: true });
  expect(await launch(tree)).toBe("hello");
});

test.each(["program.cjs", "program.cjs.map", "table.json", "content.json"])(
  "a bundle without its %s is not taken",
  async (file) => {
    rmSync(path.join(bundlesOf(checkout)[0] ?? "", file));
    expect(await launch(tree)).toBe("hello");
  },
);

const change = (file: string, text: string): void => writeFileSync(path.join(tree, file), text);

test.each<[string, () => void, string]>([
  ["an edited source", () => change("greeting.ts", 'export const greeting = "hallo";\n'), "hallo"],
  [
    "a file that is found in place of another",
    () => change("greeting.tsx", 'export const greeting = "hi";'),
    "hi",
  ],
  ["a file less", () => rmSync(path.join(tree, "package-lock.json")), "hello"],
  ["another launcher", () => change("tools/launch/run.mjs", `${runner()}//\n`), "hello"],
])("a tree with %s builds its own", async (_, edit, expected) => {
  mark("shared", { withDigest: true });
  edit();
  expect(await launch(tree)).toBe(expected);
});

const runner = (): string => readFileSync(path.join(ROOT, "tools/launch/run.mjs"), "utf8");

test("a tree whose installed packages differ builds its own", async () => {
  mark("shared", { withDigest: true });
  const packages = path.join(folder, "packages/node_modules");
  cpSync(path.join(ROOT, "node_modules/esbuild"), path.join(packages, "esbuild"), { recursive: true });
  cpSync(path.join(ROOT, "node_modules/@esbuild"), path.join(packages, "@esbuild"), { recursive: true });
  writeFileSync(path.join(packages, ".package-lock.json"), "{}");
  rmSync(path.join(tree, "node_modules"), { recursive: true });
  symlinkSync(packages, path.join(tree, "node_modules"));
  expect(await launch(tree)).toBe("hello");
});

test("after it took one, a tree sees its edits as always", async () => {
  expect(await launch(tree)).toBe("hello");
  change("greeting.ts", 'export const greeting: string = "hallo";\n');
  expect(await launch(tree)).toBe("hallo");
});

test.each(["CI", "CODEBUILD_BUILD_ID"])(
  "a pipeline, where %s is set, runs what it has built itself",
  async (name) => {
    mark("shared", { withDigest: true });
    expect(await launch(tree, { [name]: "1" })).toBe("hello");
  },
);

describe("with a package", () => {
  const codeIn = (root: string): string => path.join(root, ".tagform/code");

  beforeEach(async () => {
    for (const root of [checkout, tree]) {
      mkdirSync(path.join(root, "node_modules/polite"));
      writeFileSync(path.join(root, "node_modules/polite/index.js"), 'exports.word = "dear";\n');
      writeFileSync(path.join(root, "main.ts"), 'import { word } from "polite";\nconsole.log(word);\n');
    }
    expect(await launch(checkout)).toBe("dear");
  });

  test("a tree takes V8's code of it from the checkout", async () => {
    const [file = ""] = readdirSync(codeIn(checkout));
    const before = statSync(path.join(codeIn(checkout), file)).ino;
    expect(await launch(tree)).toBe("dear");
    expect(existsSync(codeIn(tree))).toBe(false);
    expect(readdirSync(codeIn(checkout))).toEqual([file]);
    expect(statSync(path.join(codeIn(checkout), file)).ino).toBe(before);
  });

  test("a pipeline keeps its own", async () => {
    expect(await launch(tree, { CI: "1" })).toBe("dear");
    expect(readdirSync(codeIn(tree))).toHaveLength(1);
  });
});

test("the last few stay", async () => {
  for (let edit = 0; edit < 7; edit += 1) {
    writeFileSync(path.join(tree, "greeting.ts"), `export const greeting: string = "${edit}";\n`);
    expect(await launch(tree)).toBe(String(edit));
  }
  expect(bundlesOf(checkout)).toHaveLength(5);
});
