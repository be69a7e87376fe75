import type { DataAwsIamPolicyDocumentStatement as Statement } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";

import { equal, like, service, THIS_KEY } from "./key-parts";
import type { ArchivePurpose, KeyOwner } from "./key-purpose";

/**
 * Services of AWS encrypt the logs of every account of an organization, of one that was made a minute ago, too; whoever may
 * read the bucket decrypts, through S3 alone.
 *
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html
 * https://docs.aws.amazon.com/config/latest/developerguide/s3-kms-key-policy.html
 */
export function archiveUsers(
  purpose: ArchivePurpose,
  { region, accountId, partition }: KeyOwner,
): Statement[] {
  const { organizationId, trailArn, services, describedBy } = purpose;
  const ofTheOrganization = equal("aws:SourceOrgID", organizationId);
  const roots = (accounts: readonly string[]) => [
    { type: "AWS", identifiers: accounts.map((id) => `arn:${partition}:iam::${id}:root`) },
  ];
  return [
    ...(trailArn === undefined ? [] : usedByTrail(trailArn)),
    ...services.map((name) => ({
      sid: `UsedBy${name.split(".").slice(0, -2).map(capitalized).join("")}`,
      principals: service(name),
      actions: ["kms:GenerateDataKey", "kms:Decrypt"],
      resources: THIS_KEY,
      condition: [ofTheOrganization],
    })),
    {
      sid: "ReadThroughS3",
      principals: roots([accountId]),
      actions: ["kms:Decrypt"],
      resources: THIS_KEY,
      condition: [equal("kms:ViaService", `s3.${region}.amazonaws.com`)],
    },
    {
      sid: "LookedUp",
      principals: roots(describedBy),
      actions: ["kms:DescribeKey"],
      resources: THIS_KEY,
      condition: [equal("aws:PrincipalOrgID", organizationId)],
    },
  ];
}

/** A trail of an organization acts for all of its accounts under its own name. */
function usedByTrail(trailArn: string): Statement[] {
  const byTheTrail = { principals: service("cloudtrail.amazonaws.com"), resources: THIS_KEY };
  const forTheTrail = equal("aws:SourceArn", trailArn);
  return [
    {
      sid: "EncryptedByTrail",
      ...byTheTrail,
      actions: ["kms:GenerateDataKey"],
      condition: [forTheTrail, like("kms:EncryptionContext:aws:cloudtrail:arn", trailArn)],
    },
    {
      sid: "CheckedByTrail",
      ...byTheTrail,
      actions: ["kms:DescribeKey", "kms:Decrypt"],
      condition: [forTheTrail],
    },
  ];
}

const capitalized = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
