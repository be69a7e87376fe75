import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomUUID,
  sign,
  verify,
} from "node:crypto";
import { link, mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { types } from "node:util";

import { RefusedError } from "@tagform/outcome";

import { digestOfBytes } from "../digest";
import { isMissingFile } from "../json-file";
import { type SealKey, type SealSignature } from "./seal-key";

const SECRET = 0o600;
const OTHERS = 0o077;

/** An Ed25519 key of this machine, for deliveries outside AWS. It is made when it is first used. */
export class LocalSealKey implements SealKey {
  private readonly file: string;

  /** @param root the checkout whose `.tagform` keeps the key */
  public constructor(root: string) {
    this.file = join(root, ".tagform/sealing-key.pem");
  }

  public async sign(statement: Uint8Array): Promise<SealSignature> {
    const key = (await this.read()) ?? (await this.make());
    const signature = sign(null, statement, key).toString("base64");
    return { algorithm: "Ed25519", key: fingerprint(key), signature };
  }

  public async problemOf(statement: Uint8Array, signature: SealSignature): Promise<string | undefined> {
    const key = await this.read();
    if (key === undefined) {
      return `it was signed by another key (${signature.key}), and this machine has none (${this.file})`;
    }
    if (signature.algorithm !== "Ed25519" || signature.key !== fingerprint(key)) {
      return `it was signed by another key (${signature.key}) than this machine's, ${fingerprint(key)}`;
    }
    const isValid = verify(null, statement, createPublicKey(key), Buffer.from(signature.signature, "base64"));
    return isValid ? undefined : "its signature is not that of the statement";
  }

  private async read(): Promise<KeyObject | undefined> {
    try {
      const { mode } = await stat(this.file);
      if ((mode & OTHERS) !== 0) {
        throw new RefusedError(`${this.file} seals plans and others may read it: chmod 600 it, or remove it`);
      }
      return createPrivateKey(await readFile(this.file));
    } catch (error) {
      if (isMissingFile(error)) return undefined;
      throw error;
    }
  }

  /** Two runs that make it at once end with the same key: a link, other than a rename, replaces none. */
  private async make(): Promise<KeyObject> {
    const folder = join(this.file, "..");
    const partial = `${this.file}.${randomUUID()}.partial`;
    const { privateKey } = generateKeyPairSync("ed25519");
    await mkdir(folder, { recursive: true });
    await writeFile(partial, privateKey.export({ type: "pkcs8", format: "pem" }), { mode: SECRET });
    try {
      await link(partial, this.file);
    } catch (error) {
      if (!isTaken(error)) throw error;
    } finally {
      await rm(partial, { force: true });
    }
    return (await this.read()) ?? privateKey;
  }
}

function isTaken(error: unknown): boolean {
  return types.isNativeError(error) && "code" in error && error.code === "EEXIST";
}

function fingerprint(key: KeyObject): string {
  return digestOfBytes(createPublicKey(key).export({ type: "spki", format: "der" }));
}
