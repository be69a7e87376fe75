import { type Cloud } from "../cloud";
import { type RunFile } from "../json-file";
import { type StepContext } from "../step-context";
import { KmsSealKey } from "./kms-seal-key";
import { LocalSealKey } from "./local-seal-key";

/** Who vouches for a statement: the content of `plan/seal.sig.json`. */
export interface SealSignature {
  readonly algorithm: "ECDSA_SHA_256" | "Ed25519";
  /** ARN of a KMS key, or the SHA-256 of a local public key. */
  readonly key: string;
  /** Base64. */
  readonly signature: string;
}

export const SEAL_SIGNATURE: RunFile<SealSignature> = {
  name: "signature of the seal",
  writtenBy: "tagform plan",
  shape: { algorithm: "string", key: "string", signature: "string" },
};

/** A key that signs statements of seals, and knows its own signatures again. */
export interface SealKey {
  sign(statement: Uint8Array): Promise<SealSignature>;
  /** What is wrong with a signature; undefined if this key signed exactly this statement. */
  problemOf(statement: Uint8Array, signature: SealSignature): Promise<string | undefined>;
}

/** By what plans are sealed, and where sealed plans lie. */
export interface SealSettings {
  /**
   * ARN of the KMS key that signs (ECC_NIST_P256).
   *
   * @default - a key of this machine, below `.tagform`
   */
  readonly keyArn?: string;
  /**
   * Bucket of sealed plans: plan only writes to it, apply alone reads it.
   *
   * @default - the run directory keeps them
   */
  readonly plansBucket?: string;
  /**
   * Execution of the pipeline, under which evidence of a failure is kept.
   *
   * @default "local"
   */
  readonly execution?: string;
}

/** Where a key must be given, no local one is used instead: what this machine signed proves nothing in the pipeline. */
export function sealKey({ keyArn }: SealSettings, cloud: Cloud, { toolRoot }: StepContext): SealKey {
  return keyArn === undefined ? new LocalSealKey(toolRoot) : new KmsSealKey(keyArn, cloud);
}
