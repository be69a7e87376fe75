import { mkdir, readFile, writeFile } from "node:fs/promises";

import { RefusedError } from "@tagform/outcome";

import { digestOfBytes, digestOfFile } from "../digest";
import { isMissingFile, parseRunFile } from "../json-file";
import { type RunDirectory } from "../run-directory";
import { type PlanStore } from "./plan-store";
import { SEAL_SIGNATURE, type SealKey } from "./seal-key";
import { SEAL_STATEMENT, SEAL_VERSION, type SealStatement, shortDigest } from "./seal-statement";

/** A statement as it was read, with the digest of its bytes; nothing is said about its signature. */
export interface OpenedSeal {
  readonly statement: SealStatement;
  readonly bytes: Uint8Array;
  readonly digest: string;
}

const SECRET = 0o600;

/**
 * The seal of a run's plan.
 *
 * @param expectedDigest of the plan that was shown; any by default
 * @throws RefusedError if the plan is not sealed, or is another one
 */
export async function readSeal(files: RunDirectory, expectedDigest?: string): Promise<OpenedSeal> {
  const bytes = await readOptional(files.seal);
  if (bytes === undefined) {
    throw new RefusedError(`unsigned: this plan has no seal (${files.seal}): run tagform plan again`);
  }
  const digest = digestOfBytes(bytes);
  if (expectedDigest !== undefined && digest !== expectedDigest) {
    throw new RefusedError(
      `plan digest: this run directory holds plan ${shortDigest(digest)}, expected is ${shortDigest(expectedDigest)}: ` +
        "plan and approve again",
    );
  }
  const statement = parseRunFile(bytes.toString("utf8"), files.seal, SEAL_STATEMENT);
  if (statement.version !== SEAL_VERSION) {
    throw new RefusedError(
      `${files.seal} has version ${statement.version}, this program knows ${SEAL_VERSION}: plan again with it`,
    );
  }
  return { statement, bytes, digest };
}

/** Bring the sealed plan of that digest from where it is kept into the run directory. */
export async function fetchSealed(files: RunDirectory, store: PlanStore, digest: string): Promise<void> {
  const { planFile, statement, signature } = await store.getSealed(digest);
  await mkdir(files.plan, { recursive: true });
  await writeFile(files.planFile, planFile, { mode: SECRET });
  await writeFile(files.seal, statement);
  await writeFile(files.sealSignature, signature);
}

/** What is wrong with the signature of a seal; undefined if the key signed exactly this statement. */
export async function signatureProblem(
  files: RunDirectory,
  { bytes }: OpenedSeal,
  key: SealKey,
): Promise<string | undefined> {
  const text = await readOptional(files.sealSignature);
  if (text === undefined) return "it is not signed";
  const signature = parseRunFile(text.toString("utf8"), files.sealSignature, SEAL_SIGNATURE);
  return key.problemOf(bytes, signature);
}

/**
 * A plan file that lies elsewhere need not be there.
 *
 * @throws RefusedError if it is there and is not the sealed one
 */
export async function assertPlanFileIsTheSealed(
  files: RunDirectory,
  { statement }: OpenedSeal,
): Promise<void> {
  const digest = await digestOfFile(files.planFile).catch((error: unknown) => {
    if (isMissingFile(error)) return statement.digests.tfplan;
    throw error;
  });
  if (digest === statement.digests.tfplan) return;
  throw new RefusedError(`${files.planFile} is not the plan of ${files.seal}: plan again`);
}

async function readOptional(path: string): Promise<Buffer | undefined> {
  return readFile(path).catch((error: unknown) => {
    if (isMissingFile(error)) return undefined;
    throw error;
  });
}
