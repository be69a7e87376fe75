import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const PREBUILDS = "@cdktf/node-pty-prebuilt-multiarch/prebuilds";

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "tagform-cdktf-"));
  write("tools/cdktf/cli/package.json", "{}");
  write("tools/cdktf/cli/package-lock.json", "{}");
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(file: string, text: string, mode = 0o644): void {
  const whole = path.join(root, file);
  mkdirSync(path.dirname(whole), { recursive: true });
  writeFileSync(whole, text, { mode });
}

/** Runs `installedCli` with an npm that does as told. */
function installedCli(npm: string): { output: string; installed: string[] } {
  write("usr/npm", `#!/bin/sh\n${npm}\n`, 0o755);
  const program = `
    import { installedCli } from ${JSON.stringify(path.join(__dirname, "installed-cli.mjs"))};
    console.log((await installedCli(${JSON.stringify(root)})).program);`;
  const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", program], {
    encoding: "utf8",
    env: { PATH: `${path.join(root, "usr")}:/usr/bin:/bin` },
  });
  const folder = path.join(root, ".tagform/cdktf-cli");
  return { output: stdout + stderr, installed: existsSync(folder) ? readdirSync(folder) : [] };
}

const PUTS_IT_THERE = "mkdir -p node_modules/cdktf-cli";

test("cdktf-cli is installed once for a lock file, and again for another", () => {
  expect(installedCli(PUTS_IT_THERE).output).toContain("node_modules/cdktf-cli/bundle/bin/cdktf");
  expect(installedCli("exit 1").output).not.toContain("installing");
  write("tools/cdktf/cli/package-lock.json", '{ "other": true }');
  expect(installedCli(PUTS_IT_THERE).output).toContain("installing");
});

test("an installation that fails leaves nothing that the next start would take for one", () => {
  const { output, installed } = installedCli("mkdir node_modules; echo no such package; exit 1");
  expect(output).toContain("npm ci failed with exit code 1:\n    no such package");
  expect(installed).toEqual([]);
});

function terminalBinary(modules: string): string {
  const node = { platform: "linux", arch: "x64", versions: { modules, node: "24.1.0" } };
  const program = `
    import { assertTerminalBinary } from ${JSON.stringify(path.join(__dirname, "terminal-binary.mjs"))};
    try {
      assertTerminalBinary(${JSON.stringify(root)}, ${JSON.stringify(node)});
      console.log("there");
    } catch (error) { console.log(error.message); }`;
  return execFileSync(process.execPath, ["--input-type=module", "-e", program], { encoding: "utf8" }).trim();
}

test("a Node.js for which cdktf-cli has no terminal is told before terraform would have to be started", () => {
  write(`${PREBUILDS}/linux-x64/node.abi115.node`, "");
  expect(terminalBinary("115")).toBe("there");
  expect(terminalBinary("137")).toBe(
    "cdktf-cli 0.21.0 has no terminal binary for Node.js 24.1.0 on linux-x64: " +
      "use Node.js 20 or 22, or `tagform diff`, which needs none",
  );
});
