import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";

import { type StateLocation } from "@tagform/deployment";
import { RefusedError, UserError } from "@tagform/outcome";

import { type Cloud } from "../cloud";
import { isMissingFile } from "../json-file";
import { storageClient } from "../record/record-storage";
import { type BootstrapFolder } from "./bootstrap-folder";

/** A state that has been written. Moving one gives it a new lineage and serial: its content tells whether it is the same. */
export interface StateVersion {
  readonly lineage: string;
  readonly serial: number;
  /** SHA-256 of its resources and outputs, as hexadecimal text. */
  readonly content: string;
}

/** What is where a cell's state belongs. */
export type KeptState =
  | { readonly kind: "no bucket" }
  | { readonly kind: "no state" }
  | { readonly kind: "state"; readonly version: StateVersion };

/**
 * Look into the bucket that a cell's state belongs into.
 *
 * @throws RefusedError if the bucket is somebody else's, UserError if it cannot be read
 */
export async function keptState(cloud: Cloud, state: StateLocation, accountId: string): Promise<KeptState> {
  const { GetObjectCommand, S3ServiceException } = await import("@aws-sdk/client-s3");
  const client = await storageClient(cloud, state);
  const request = { Bucket: state.bucket, Key: state.key, ExpectedBucketOwner: accountId };
  try {
    const { Body } = await client.send(new GetObjectCommand(request));
    const version = versionIn((await Body?.transformToString()) ?? "");
    return version === undefined ? { kind: "no state" } : { kind: "state", version };
  } catch (cause) {
    if (!(cause instanceof S3ServiceException)) throw unreadable(state, cause);
    if (cause.name === "NoSuchBucket") return { kind: "no bucket" };
    if (cause.name === "NoSuchKey") return { kind: "no state" };
    if (cause.$metadata.httpStatusCode !== 403) throw unreadable(state, cause);
    throw new RefusedError(
      `s3://${state.bucket}/${state.key} may not be read (${cause.name}): the bucket is of another account than ${accountId}, ` +
        "or its policy lets only the steps and break-glass roles in; use credentials of such a role, or another tfBackendConfigPrefix",
      { cause },
    );
  } finally {
    client.destroy();
  }
}

/** The state that an earlier attempt left on this machine; undefined if there is none or nothing in it. */
export async function localState({ localState: file }: BootstrapFolder): Promise<StateVersion | undefined> {
  try {
    return versionIn(await readFile(file, "utf8"));
  } catch (cause) {
    if (isMissingFile(cause)) return undefined;
    throw cause;
  }
}

/**
 * Check that the state in the bucket is the local one, moved.
 *
 * @throws RefusedError if they are two different ones: taking either would forget what the other has
 */
export function assertMoved(local: StateVersion, kept: StateVersion, where: string, file: string): void {
  if (local.content === kept.content) return;
  throw new RefusedError(
    `${where} (lineage ${kept.lineage}, serial ${kept.serial}) and ${file} (lineage ${local.lineage}, ` +
      `serial ${local.serial}) are different states of the same cell: find out which one is right ` +
      "(terraform show <file>), move the other away, and run tagform bootstrap again",
  );
}

function versionIn(text: string): StateVersion | undefined {
  if (text.trim() === "") return undefined;
  const { lineage, serial, resources, outputs } = JSON.parse(text) as Readonly<Record<string, unknown>>;
  if (typeof lineage !== "string" || typeof serial !== "number") return undefined;
  const content = createHash("sha256")
    .update(JSON.stringify([resources, outputs]))
    .digest("hex");
  return { lineage, serial, content };
}

function unreadable({ bucket, key }: StateLocation, cause: unknown): UserError {
  const reason = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
  return new UserError(`s3://${bucket}/${key} cannot be read: ${reason}`, { cause });
}
