import { type IncomingHttpHeaders } from "node:http";

/** A call to AWS, with what its signature says. */
export interface AwsRequest {
  readonly method: string;
  /** Path and query; whole addresses come from programs that take the front for a proxy. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly accessKey: string;
  readonly region: string;
  /** Name in the credential scope: `s3`, `dynamodb`. */
  readonly service: string;
}

/** What a call asks IAM for. */
export interface Asked {
  /** `s3:GetObject` */
  readonly action: string;
  /** ARN, `*` for actions that know no resource. */
  readonly resource: string;
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
}

/** A call that the front cannot translate into what it asks IAM for. */
export class UnknownCallError extends Error {
  public override readonly name = "UnknownCallError";

  public constructor(public readonly call: string) {
    super(`${call} is not known to the rehearsal`);
  }
}

const SCOPE = /Credential=([^/\s]+)\/\d+\/([^/]+)\/([^/]+)\/aws4_request/;

/** Access key, Region and service of a signature (version 4), undefined where there is none. */
export function signatureOf(
  headers: IncomingHttpHeaders,
): Pick<AwsRequest, "accessKey" | "region" | "service"> | undefined {
  const [, accessKey, region, service] = SCOPE.exec(headers.authorization ?? "") ?? [];
  if (accessKey === undefined || region === undefined || service === undefined) return undefined;
  return { accessKey, region, service };
}

/** The operation of a call in one of AWS's JSON protocols: `PutItem`. */
export function jsonOperation({ headers }: AwsRequest): string {
  const target = headers["x-amz-target"];
  return String(target).split(".").at(-1) ?? "";
}

export function jsonBody({ body }: AwsRequest): Readonly<Record<string, unknown>> {
  return JSON.parse(body.toString("utf8") || "{}") as Readonly<Record<string, unknown>>;
}
