import { type Cloud } from "./cloud";

/** Settings that every client of the AWS SDK takes. */
export interface AwsClientSettings {
  readonly region: string;
  readonly endpoint?: string;
  readonly credentials?: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
}

/**
 * How a client reaches a service of the cloud: an embedded AWS with its own credentials, the real one with the ambient.
 *
 * @param service as `AWS_ENDPOINT_URL_<service>` names it
 */
export function awsClientSettings(
  { environment }: Cloud,
  region: string,
  service: "S3" | "KMS" | "CODEPIPELINE" | "DYNAMODB" | "CODEBUILD",
): AwsClientSettings {
  const endpoint = environment[`AWS_ENDPOINT_URL_${service}`] ?? environment["AWS_ENDPOINT_URL"];
  const accessKeyId = environment["AWS_ACCESS_KEY_ID"];
  const secretAccessKey = environment["AWS_SECRET_ACCESS_KEY"];
  const sessionToken = environment["AWS_SESSION_TOKEN"];
  const credentials =
    accessKeyId === undefined || secretAccessKey === undefined
      ? undefined
      : { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
  return {
    region,
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(credentials === undefined ? {} : { credentials }),
  };
}
