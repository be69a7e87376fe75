import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { evaluate } from "./evaluate";

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "tagform-release-"));
  mkdirSync(path.join(root, "tools/setup"), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const ZIP = `
import sys, zipfile
with zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED) as archive:
    archive.writestr("LICENSE.txt", "license " * 100)
    archive.writestr("terraform", "#!/bin/sh\\n" + "echo terraform\\n" * 100)
`;

function archive(): string {
  const file = path.join(root, "terraform.zip");
  execFileSync("python3", ["-c", ZIP, file]);
  return file;
}

function publish(sha256: string): void {
  const url = "https://releases.example/terraform_{platform}.zip";
  const table = { terraform: { version: "1.2.3", url, sha256: { linux_amd64: sha256 } } };
  writeFileSync(path.join(root, "tools/setup/checksums.json"), JSON.stringify(table));
}

const install = (fetch: string, platform = "linux_amd64"): unknown =>
  evaluate(
    "release.mjs",
    `all.installRelease(root, "terraform", { platform, fetch: ${fetch} }).catch((error) => error.message)`,
    { root, platform, zip: path.join(root, "terraform.zip") },
  );

const GIVES_ARCHIVE = `async () => new Response((await import("node:fs")).readFileSync(zip))`;

test("the program of a release with the right checksum is installed", () => {
  publish(createHash("sha256").update(readFileSync(archive())).digest("hex"));
  const file = path.join(root, ".tagform/bin/terraform");
  expect(install(GIVES_ARCHIVE)).toEqual({ path: file, version: "1.2.3" });
  expect(readFileSync(file, "utf8")).toBe(`#!/bin/sh\n${"echo terraform\n".repeat(100)}`);
  expect(statSync(file).mode & 0o777).toBe(0o755);
  expect(readdirSync(path.dirname(file))).toEqual(["terraform"]);
});

test("an archive with another checksum is refused, and nothing is installed", () => {
  archive();
  publish("0".repeat(64));
  expect(install(GIVES_ARCHIVE)).toMatch(
    /^what releases\.example gave for terraform 1\.2\.3 \(linux_amd64\) has the SHA-256 [0-9a-f]{64}, expected is 0{64}/,
  );
  expect(existsSync(path.join(root, ".tagform"))).toBe(false);
});

test("a host that cannot be reached is named", () => {
  publish("0".repeat(64));
  const fails = `async () => { throw new TypeError("fetch failed", { cause: new Error("no such host") }); }`;
  expect(install(fails)).toBe("releases.example cannot be used: no such host");
});

test("an answer that is no success is told", () => {
  publish("0".repeat(64));
  expect(install(`async () => new Response("gone", { status: 404 })`)).toBe(
    "releases.example cannot be used: it answered 404 for https://releases.example/terraform_linux_amd64.zip",
  );
});

test("a platform without a release is told", () => {
  publish("0".repeat(64));
  expect(install(GIVES_ARCHIVE, "sunos_x64")).toBe(
    "no release of terraform is known for sunos_x64, only for linux_amd64",
  );
});
