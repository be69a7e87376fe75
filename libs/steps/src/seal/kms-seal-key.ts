import { createHash } from "node:crypto";

import type { KMSClient } from "@aws-sdk/client-kms";
import { UserError } from "@tagform/outcome";

import { awsClientSettings } from "../aws-client";
import { type Cloud } from "../cloud";
import { type SealKey, type SealSignature } from "./seal-key";

const KEY_ARN = /^arn:aws[a-z-]*:kms:(?<region>[a-z0-9-]+):\d{12}:key\/[\w-]+$/;
const ALGORITHM = "ECDSA_SHA_256";

/** An asymmetric key of KMS (ECC_NIST_P256): plan may sign with it, apply may verify, and neither has it. */
export class KmsSealKey implements SealKey {
  private readonly region: string;

  /** @throws UserError if it is not the ARN of a key */
  public constructor(
    private readonly arn: string,
    private readonly cloud: Cloud,
  ) {
    const region = KEY_ARN.exec(arn)?.groups?.["region"];
    if (region === undefined) {
      throw new UserError(
        `the sealing key is ${JSON.stringify(arn)}, it must be the ARN of a KMS key, not of an alias: ` +
          "arn:aws:kms:<region>:<account>:key/<id>",
      );
    }
    this.region = region;
  }

  public async sign(statement: Uint8Array): Promise<SealSignature> {
    const { SignCommand } = await import("@aws-sdk/client-kms");
    const { Signature } = await this.ask((client) => client.send(new SignCommand(this.request(statement))));
    if (Signature === undefined) throw new UserError(`${this.arn} returned no signature`);
    return { algorithm: ALGORITHM, key: this.arn, signature: Buffer.from(Signature).toString("base64") };
  }

  public async problemOf(statement: Uint8Array, signature: SealSignature): Promise<string | undefined> {
    if (signature.key !== this.arn || signature.algorithm !== ALGORITHM) {
      return `it was signed by another key (${signature.key}), not by ${this.arn}`;
    }
    const { KMSInvalidSignatureException, VerifyCommand } = await import("@aws-sdk/client-kms");
    const Signature = Buffer.from(signature.signature, "base64");
    const request = new VerifyCommand({ ...this.request(statement), Signature });
    try {
      const { SignatureValid } = await this.ask((client) => client.send(request));
      return SignatureValid === true ? undefined : INVALID;
    } catch (error) {
      if (error instanceof KMSInvalidSignatureException) return INVALID;
      throw error;
    }
  }

  private request(statement: Uint8Array) {
    const Message = createHash("sha256").update(statement).digest();
    return { KeyId: this.arn, Message, MessageType: "DIGEST", SigningAlgorithm: ALGORITHM } as const;
  }

  private async ask<T>(question: (client: KMSClient) => Promise<T>): Promise<T> {
    const { KMSClient } = await import("@aws-sdk/client-kms");
    const client = new KMSClient(awsClientSettings(this.cloud, this.region, "KMS"));
    try {
      return await question(client);
    } finally {
      client.destroy();
    }
  }
}

const INVALID = "its signature is not that of the statement";
