import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { Git } from "./git";
import { type SignatureVerdict, type Signers } from "./tag-signature";

// Real tools on a busy machine take their time.
jest.setTimeout(60_000);

const PATH = process.env["PATH"] ?? "";
const hasGpg = ((): boolean => {
  try {
    execFileSync("gpg", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
})();
const withGpg = hasGpg ? test : test.skip;
let home: string;
let repository: string;

beforeEach(() => {
  home = realpathSync(mkdtempSync(join(tmpdir(), "tagform-home-")));
  repository = join(home, "repository");
  execFileSync("git", ["init", "--quiet", "--initial-branch=main", repository]);
  sh("git", "commit", "--quiet", "--allow-empty", "-m", "one");
});
afterEach(() => {
  if (hasGpg) sh("gpgconf", "--kill", "all");
  rmSync(home, { recursive: true, force: true });
});

/** Runs a program as a user with a home of their own. */
function sh(file: string, ...args: readonly string[]): string {
  const who = { GIT_AUTHOR_NAME: "A", GIT_AUTHOR_EMAIL: "a@example.com" };
  const committer = { GIT_COMMITTER_NAME: "C", GIT_COMMITTER_EMAIL: "c@example.com" };
  return execFileSync(file, args, {
    cwd: repository,
    env: { PATH, HOME: home, ...who, ...committer },
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  }).trim();
}

/** A new SSH key, and the line that allows it to sign. */
function sshKey(name: string): string {
  sh("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", join(home, name));
  return `${name} namespaces="git" ${readFileSync(join(home, `${name}.pub`), "utf8")}`;
}

function sshTag(name: string, key: string): string {
  const settings = ["-c", "gpg.format=ssh", "-c", `user.signingKey=${join(home, key)}`];
  sh("git", ...settings, "tag", "--sign", name, "-m", "m");
  return sh("git", "rev-parse", `refs/tags/${name}`);
}

function gpgKey(name: string): string {
  sh("gpg", "--batch", "--passphrase", "", "--quick-generate-key", name, "ed25519", "sign", "never");
  return sh("gpg", "--armor", "--export", name);
}

function gpgTag(name: string, key: string): string {
  sh("git", "-c", `user.signingKey=${key}`, "tag", "--sign", name, "-m", "m");
  return sh("git", "rev-parse", `refs/tags/${name}`);
}

const verify = (tagObject: string, signers: Signers): Promise<SignatureVerdict> =>
  new Git({ path: "git", repository, env: { PATH, HOME: home } }).verifyTag(tagObject, signers);

describe("by SSH keys", () => {
  test("a tag that an allowed signer signed is valid, and tells whose it is", async () => {
    const text = sshKey("ada@example.com");
    const tag = sshTag("one", "ada@example.com");
    expect(await verify(tag, { kind: "ssh", text })).toEqual({
      valid: true,
      signer: expect.stringMatching(/^ada@example\.com \(SHA256:\S+\)$/) as string,
    });
  });

  test.each([
    ["another key", () => sshKey("ada@example.com"), "eve@example.com"],
    [
      "a key that may sign other things only",
      () => sshKey("eve@example.com").replace('"git"', '"file"'),
      "eve@example.com",
    ],
  ])("%s does not count", async (_, allowed, key) => {
    const text = allowed();
    if (!text.includes(key)) sshKey(key);
    expect(await verify(sshTag("one", key), { kind: "ssh", text })).toMatchObject({ valid: false });
  });

  test("a tag object that was altered after it was signed is not valid", async () => {
    const text = sshKey("ada@example.com");
    const signed = sh("git", "cat-file", "tag", sshTag("one", "ada@example.com"));
    const forged = execFileSync("git", ["hash-object", "-t", "tag", "-w", "--stdin"], {
      cwd: repository,
      input: `${signed.replace("tag one", "tag two")}\n`,
      encoding: "utf8",
    }).trim();
    expect(await verify(forged, { kind: "ssh", text })).toMatchObject({ valid: false });
  });

  test("a tag without a signature is not valid, and says so", async () => {
    sh("git", "tag", "-a", "one", "-m", "m");
    const verdict = await verify(sh("git", "rev-parse", "refs/tags/one"), {
      kind: "ssh",
      text: sshKey("ada"),
    });
    expect(verdict).toEqual({ valid: false, reason: "error: no signature found" });
  });

  test("settings of the user do not choose whose signatures count", async () => {
    const own = join(home, "own-signers");
    execFileSync("sh", ["-c", 'printf %s "$1" > "$2"', "sh", sshKey("eve@example.com"), own]);
    sh("git", "config", "--global", "gpg.ssh.allowedSignersFile", own);
    const text = sshKey("ada@example.com");
    expect(await verify(sshTag("one", "eve@example.com"), { kind: "ssh", text })).toMatchObject({
      valid: false,
    });
  });

  withGpg("a signature by GnuPG does not count, though the user trusts its key", async () => {
    gpgKey("eve@example.com");
    const text = sshKey("ada@example.com");
    expect(await verify(gpgTag("one", "eve@example.com"), { kind: "ssh", text })).toMatchObject({
      valid: false,
    });
  });
});

describe("by keys of GnuPG", () => {
  withGpg("a tag that one of the keys signed is valid", async () => {
    const text = gpgKey("ada@example.com");
    expect(await verify(gpgTag("one", "ada@example.com"), { kind: "gpg", text })).toEqual({
      valid: true,
      signer: expect.stringMatching(/^ada@example\.com \([0-9A-F]{40}\)$/) as string,
    });
  });

  withGpg("another key does not count, though the user trusts it", async () => {
    const text = gpgKey("ada@example.com");
    gpgKey("eve@example.com");
    expect(await verify(gpgTag("one", "eve@example.com"), { kind: "gpg", text })).toMatchObject({
      valid: false,
    });
  });

  withGpg("a signature by an SSH key does not count", async () => {
    const text = gpgKey("ada@example.com");
    sshKey("ada@example.com");
    expect(await verify(sshTag("one", "ada@example.com"), { kind: "gpg", text })).toMatchObject({
      valid: false,
    });
  });

  withGpg("a file without keys is named", async () => {
    const text = gpgKey("ada@example.com");
    const tag = gpgTag("one", "ada@example.com");
    expect(text).toContain("PGP PUBLIC KEY");
    await expect(verify(tag, { kind: "gpg", text: "no keys" })).rejects.toThrow("gpg cannot read the keys");
  });
});
