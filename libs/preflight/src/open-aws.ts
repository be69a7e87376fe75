import { INFRA_BUILD_SESSION } from "@tagform/deployment";
import { awsClientSettings, type CellSession, type Cloud, storageClient } from "@tagform/steps";

import { AwsApi, type AwsCredentials, fieldsOf, textIn } from "./aws/aws-api";
import { AwsError } from "./aws/aws-error";

export interface OpenAwsRequest {
  readonly cloud: Cloud;
  readonly region: string;
  readonly partition: string;
  readonly accountId: string;
  readonly session: CellSession;
}

/** AWS as who started this, and, once somebody asks, as the role in the cell's account. */
export interface OpenAws {
  readonly own: AwsApi;
  readonly account: () => Promise<AwsApi>;
}

/** It computes for seconds when it is first asked about an account, longer beside other rehearsals. */
const EMBEDDED_TIMEOUT_MS = 60_000;

export function openAws({ cloud, region, partition, accountId, session }: OpenAwsRequest): OpenAws {
  const { endpoint, credentials } = awsClientSettings(cloud, region, "S3");
  const own = new AwsApi({
    domain: partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com",
    ...(endpoint !== undefined && { endpoint }),
    ...(cloud.kind === "embedded" && { timeoutMs: EMBEDDED_TIMEOUT_MS }),
    credentials: () => (credentials === undefined ? ambient(cloud, region) : Promise.resolve(credentials)),
  });
  let assumed: Promise<AwsApi> | undefined;
  const assume = async (): Promise<AwsApi> => {
    const tags = Object.entries(session.tags).flatMap(([key, value], index) => [
      [`Tags.member.${index + 1}.Key`, key],
      [`Tags.member.${index + 1}.Value`, value],
    ]);
    const answer = await own.query("sts", region, "AssumeRole", {
      RoleArn: `arn:${partition}:iam::${accountId}:role/${session.roleName}`,
      RoleSessionName: INFRA_BUILD_SESSION,
      ...(Object.fromEntries(tags) as Record<string, string>),
    });
    const given = fieldsOf(answer["Credentials"]);
    return own.as({
      accessKeyId: textIn(given, "AccessKeyId"),
      secretAccessKey: textIn(given, "SecretAccessKey"),
      sessionToken: textIn(given, "SessionToken"),
    });
  };
  return { own, account: () => (assumed ??= assume()) };
}

/** As the SDK finds them: environment, profile, container, instance. */
async function ambient(cloud: Cloud, region: string): Promise<AwsCredentials> {
  const client = await storageClient(cloud, { region });
  try {
    return await client.config.credentials();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AwsError("sts:AssumeRole", "NoCredentials", reason, { cause });
  } finally {
    client.destroy();
  }
}
