import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { UserError } from "@tagform/outcome";

import { run, type RunResult } from "./run";

/** Whose signatures count. */
export interface Signers {
  /** `ssh`: an allowed signers file of ssh-keygen. `gpg`: public keys of GnuPG, armored or not. */
  readonly kind: "ssh" | "gpg";
  /** The file's content. */
  readonly text: string;
}

/** Whether one of the signers signed a tag object. */
export type SignatureVerdict =
  /** `signer` is for people: `ada@example.com (SHA256:...)`. */
  { readonly valid: true; readonly signer: string } | { readonly valid: false; readonly reason: string };

/** Runs git with these words and variables besides the usual ones. */
type RunGit = (words: readonly string[], variables: Readonly<Record<string, string>>) => Promise<RunResult>;

/** A program that fails: signatures of the other kind are none, whatever keys the user trusts. */
const NEVER = "false";

const PROGRAMS = {
  ssh: { ssh: "ssh-keygen", gpg: NEVER },
  gpg: { ssh: NEVER, gpg: "gpg" },
} as const;

const SIGNER = {
  ssh: /^Good "git" signature for (?<who>.+) with \S+ key (?<key>SHA256:\S+)$/m,
  gpg: /^\[GNUPG:\] GOODSIG [0-9A-F]+ (?<who>.+)$[^]*^\[GNUPG:\] VALIDSIG (?<key>[0-9A-F]+) /m,
} as const;

/**
 * Let git verify a tag object's signature against these signers, and nobody else: keys, settings and agents of the user do
 * not count.
 *
 * @param env environment for gpg, which reads the keys
 * @throws UserError if the signers cannot be read
 */
export async function verifyTagSignature(
  objectId: string,
  signers: Signers,
  env: Readonly<Record<string, string>>,
  git: RunGit,
): Promise<SignatureVerdict> {
  const folder = await mkdtemp(join(tmpdir(), "tagform-signers-"));
  try {
    const file = join(folder, "signers");
    await writeFile(file, signers.text);
    // Verifying by SSH keys must not find a key ring either.
    const variables = { GNUPGHOME: folder };
    if (signers.kind === "gpg") await importKeys(file, folder, { ...env, ...variables });
    const words = [...settings(signers.kind, file), "verify-tag", "--raw", objectId];
    return verdict(signers.kind, await git(words, variables));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function settings(kind: Signers["kind"], file: string): string[] {
  const { ssh, gpg } = PROGRAMS[kind];
  return [
    `gpg.ssh.program=${ssh}`,
    `gpg.ssh.allowedSignersFile=${file}`,
    `gpg.program=${gpg}`,
    `gpg.openpgp.program=${gpg}`,
    `gpg.x509.program=${NEVER}`,
    // The file names whose keys count; that nobody signed those keys does not matter.
    "gpg.minTrustLevel=undefined",
  ].flatMap((setting) => ["-c", setting]);
}

async function importKeys(
  file: string,
  folder: string,
  env: Readonly<Record<string, string>>,
): Promise<void> {
  const { exitCode, stderr } = await run("gpg", ["--batch", "--no-autostart", "--import", file], {
    cwd: folder,
    env,
  });
  if (exitCode !== 0) {
    throw new UserError(`gpg cannot read the keys whose signatures count:\n${stderr.trim()}`);
  }
}

function verdict(kind: Signers["kind"], { exitCode, stderr }: RunResult): SignatureVerdict {
  const { who, key } = SIGNER[kind].exec(stderr)?.groups ?? {};
  if (exitCode === 0 && who !== undefined && key !== undefined) {
    return { valid: true, signer: `${who} (${key})` };
  }
  const said = stderr
    .split("\n")
    // Names in keys and tags must not steer the terminal.
    .map((line) => line.replace(/\p{Cc}/gu, "?").trim())
    .filter((line) => line !== "");
  return { valid: false, reason: said.at(-1) ?? "git found no signature that it can verify" };
}
