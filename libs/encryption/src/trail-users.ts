import type { DataAwsIamPolicyDocumentStatement as Statement } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";

import { account, equal, service, THIS_KEY } from "./key-parts";
import type { KeyOwner } from "./key-purpose";

/**
 * The trail encrypts, who may read its bucket decrypts.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html
 */
export function trailUsers(trailName: string, owner: KeyOwner): Statement[] {
  const { region, accountId, partition } = owner;
  const trail = `arn:${partition}:cloudtrail:${region}:${accountId}:trail/${trailName}`;
  const ofTheTrail = equal("kms:EncryptionContext:aws:cloudtrail:arn", trail);
  const forTheTrail = equal("aws:SourceArn", trail);
  const byTheTrail = { principals: service("cloudtrail.amazonaws.com"), resources: THIS_KEY };
  return [
    {
      sid: "EncryptedByTrail",
      ...byTheTrail,
      actions: ["kms:GenerateDataKey"],
      condition: [forTheTrail, ofTheTrail],
    },
    {
      sid: "CheckedByTrail",
      ...byTheTrail,
      // It decrypts what a key of the bucket encrypts.
      actions: ["kms:DescribeKey", "kms:Decrypt"],
      condition: [forTheTrail],
    },
    {
      sid: "ReadThroughS3",
      principals: account(owner),
      actions: ["kms:Decrypt"],
      resources: THIS_KEY,
      condition: [equal("kms:ViaService", `s3.${region}.amazonaws.com`), ofTheTrail],
    },
  ];
}
