import { ACCESS_ANALYZER_MENDS } from "./moto-mends/access-analyzer";
import { ACCOUNT_SETTINGS_MENDS } from "./moto-mends/account-settings";
import { ASSOCIATION_MENDS } from "./moto-mends/associations";
import { AUTO_SCALING_MENDS } from "./moto-mends/auto-scaling";
import { BUCKET_POLICY_MENDS } from "./moto-mends/bucket-policy";
import { CODEPIPELINE_MENDS } from "./moto-mends/codepipeline";
import { DYNAMODB_MENDS } from "./moto-mends/dynamodb";
import { EC2_MENDS } from "./moto-mends/ec2";
import { KMS_MENDS } from "./moto-mends/kms";
import { ORGANIZATIONS_MENDS } from "./moto-mends/organizations";
import { RPC_MENDS } from "./moto-mends/rpc";
import { S3_MENDS } from "./moto-mends/s3";
import { SERVER_MENDS } from "./moto-mends/server";
import { SNS_MENDS } from "./moto-mends/sns";
import { SUBNET_IPV6_MENDS } from "./moto-mends/subnet-ipv6";

const MENDS = [
  ...[ACCESS_ANALYZER_MENDS, ACCOUNT_SETTINGS_MENDS, ASSOCIATION_MENDS],
  ...[
    AUTO_SCALING_MENDS,
    BUCKET_POLICY_MENDS,
    CODEPIPELINE_MENDS,
    DYNAMODB_MENDS,
    EC2_MENDS,
    KMS_MENDS,
    RPC_MENDS,
  ],
  ...[ORGANIZATIONS_MENDS, S3_MENDS, SERVER_MENDS, SNS_MENDS, SUBNET_IPV6_MENDS],
];

const SITE = `
import os
import sys
import threading


def end_with_starter():
    """Standard input ends when its other end dies, however it died; "keep" means to stay."""
    if os.read(0, 16).strip() != b"keep":
        os._exit(0)


def mend(change):
    """Make a change to moto, at once."""
    try:
        change()
    except Exception as problem:
        print(f"not mended, this is another moto: {change.__name__}: {problem!r}", file=sys.stderr)


threading.Thread(target=end_with_starter, daemon=True).start()
`.trim();

/**
 * A `sitecustomize` module, which Python loads before moto_server runs.
 *
 * It ends moto with the process that started it, and mends what in moto 5.2.5 would keep the AWS provider from applying
 * or its second plan from being empty. What does not fit another moto version is reported in the log and left out.
 */
export const MOTO_SITE = `${[SITE, ...MENDS].join("\n\n\n")}\n`;
