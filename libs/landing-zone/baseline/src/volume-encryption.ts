import { EbsDefaultKmsKey } from "@cdktf/provider-aws/lib/ebs-default-kms-key";
import { EbsEncryptionByDefault } from "@cdktf/provider-aws/lib/ebs-encryption-by-default";
import type { Region } from "@tagform/deployment";
import { EncryptionKey } from "@tagform/encryption";
import { Construct } from "constructs";

import { placeIn, type RegionSettingsProps } from "./region-settings";

export interface VolumeEncryptionProps extends RegionSettingsProps {
  /** What own keys are named after. */
  readonly name: string;
  /** 12 digits. */
  readonly accountId: string;
  readonly partition: string;
  /** See `volumeKeys` of the account's baseline. */
  readonly keys: "aws" | "own";
}

/**
 * Define that every new volume and snapshot is encrypted, also where nobody asks for it.
 *
 * Cost: none; own keys 1 USD a month in each Region, more after their first rotations.
 *
 * https://docs.aws.amazon.com/ebs/latest/userguide/encryption-by-default.html
 */
export class VolumeEncryption extends Construct {
  public constructor(scope: Construct, id: string, props: VolumeEncryptionProps) {
    super(scope, id);
    for (const region of props.regions) {
      const place = placeIn(region, props.providerRegion);
      new EbsEncryptionByDefault(this, region, { ...place, enabled: true });
      if (props.keys === "own") this.useOwnKey(region, props);
    }
  }

  private useOwnKey(region: Region, { name, accountId, partition, providerRegion }: VolumeEncryptionProps) {
    const { keyArn } = new EncryptionKey(this, `${region}-key`, {
      ...{ name, region, accountId, partition },
      purpose: { kind: "volumes" },
      inOtherRegion: region !== providerRegion,
    });
    new EbsDefaultKmsKey(this, `${region}-default-key`, { ...placeIn(region, providerRegion), keyArn });
  }
}
