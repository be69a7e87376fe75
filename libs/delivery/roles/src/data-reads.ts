import type { Statement } from "./policy-document";

const BY_SERVICE = {
  // Objects, never the settings of their buckets.
  s3: ["GetObject", "GetObjectVersion", "GetObjectTorrent"],
  // Whatever is encrypted: objects, secrets, parameters of type SecureString.
  kms: ["Decrypt", "ReEncrypt*"],
  secretsmanager: ["GetSecretValue", "BatchGetSecretValue"],
  ssm: ["GetParameterHistory"],
  dynamodb: ["GetItem", "BatchGetItem", "Query", "Scan", "PartiQLSelect", "GetRecords"],
  sqs: ["ReceiveMessage"],
  kinesis: ["GetRecords", "SubscribeToShard"],
  logs: [
    "GetLogEvents",
    "GetLogRecord",
    "FilterLogEvents",
    "GetQueryResults",
    "StartQuery",
    "StartLiveTail",
    "Unmask",
  ],
  athena: ["GetQueryResults"],
  ec2: ["GetPasswordData", "GetConsoleOutput", "GetConsoleScreenshot"],
  ecr: ["GetAuthorizationToken", "BatchGetImage", "GetDownloadUrlForLayer"],
  codecommit: ["GitPull", "GetFile", "GetBlob"],
  rds: ["DownloadDBLogFilePortion", "DownloadCompleteDBLogFile"],
  sts: ["AssumeRole*", "GetSessionToken"],
};

/**
 * Reads of data, which no plan needs: Terraform refreshes what things are, not what is in them. They are taken away from
 * AWS's `ReadOnlyAccess`, which allows them.
 *
 * So a resource whose content Terraform keeps, an object or a SecureString, cannot be planned as this role: a Deny wins
 * over whatever a workload would allow.
 */
export function noDataReads(): Statement {
  return {
    sid: "NoData",
    effect: "Deny",
    actions: Object.entries(BY_SERVICE).flatMap(([service, actions]) =>
      actions.map((action) => `${service}:${action}`),
    ),
    resources: {
      everything: { reason: "nobody's data is read, whichever resource of the account it lies in" },
    },
  };
}
