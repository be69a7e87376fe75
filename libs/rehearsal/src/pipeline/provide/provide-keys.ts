import type { KeySpec, KeyUsageType } from "@aws-sdk/client-kms";
import { UserError } from "@tagform/outcome";

import { optionalText } from "../definition/blocks";
import { type StackDocument } from "../definition/terraform-stack";
import { type Owner } from "./owner";

const TYPE = "aws_kms_key";

/** Addresses of the stack's keys, each with an ARN as it might be: for a look at the stack before there is an AWS. */
export function imaginedKeys(document: StackDocument): Map<string, string> {
  const ids = Object.keys(document.resource?.[TYPE] ?? {});
  return new Map(ids.map((id) => [`${TYPE}.${id}`, `arn:aws:kms:us-east-1:000000000000:key/${id}`]));
}

/** Makes the keys of a stack. Returns their ARNs by address. */
export async function provideKeys(document: StackDocument, owner: Owner): Promise<Map<string, string>> {
  const { CreateKeyCommand, KMSClient } = await import("@aws-sdk/client-kms");
  const client = new KMSClient(owner);
  const arns = new Map<string, string>();
  try {
    for (const [id, block] of Object.entries(document.resource?.[TYPE] ?? {})) {
      const usage = optionalText(block["key_usage"]) as KeyUsageType | undefined;
      const spec = optionalText(block["customer_master_key_spec"]) as KeySpec | undefined;
      const { KeyMetadata } = await client.send(
        new CreateKeyCommand({
          ...(usage !== undefined && { KeyUsage: usage }),
          ...(spec !== undefined && { KeySpec: spec }),
        }),
      );
      if (KeyMetadata?.Arn === undefined)
        throw new UserError(`the embedded AWS made no key for ${TYPE}.${id}`);
      arns.set(`${TYPE}.${id}`, KeyMetadata.Arn);
    }
    return arns;
  } finally {
    client.destroy();
  }
}
