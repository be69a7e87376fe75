import { request } from "node:http";

import { UserError } from "@tagform/outcome";

export interface Credentials {
  readonly accessKeyId: string;
  readonly sessionToken?: string;
}

export interface AssumeRole {
  readonly roleArn: string;
  readonly sessionName: string;
  readonly externalId?: string;
  readonly tags: Readonly<Record<string, string>>;
}

export interface Caller {
  readonly accountId: string;
  readonly arn: string;
  readonly userId: string;
}

const TIMEOUT_MS = 10_000;

/** The two calls of STS that tell which account a run works in, at an embedded AWS. */
export class StsClient {
  public constructor(
    private readonly endpoint: URL,
    private readonly region: string,
  ) {}

  /** @throws UserError when the role may not be assumed, or the endpoint does not answer. */
  public async assumeRole(credentials: Credentials, role: AssumeRole): Promise<Credentials> {
    const tags: Record<string, string> = {};
    Object.entries(role.tags).forEach(([key, value], index) => {
      tags[`Tags.member.${index + 1}.Key`] = key;
      tags[`Tags.member.${index + 1}.Value`] = value;
    });
    const xml = await this.call(credentials, {
      Action: "AssumeRole",
      RoleArn: role.roleArn,
      RoleSessionName: role.sessionName,
      ...(role.externalId === undefined ? {} : { ExternalId: role.externalId }),
      ...tags,
    });
    return { accessKeyId: element(xml, "AccessKeyId"), sessionToken: element(xml, "SessionToken") };
  }

  /** @throws UserError when the endpoint does not answer. */
  public async callerIdentity(credentials: Credentials): Promise<Caller> {
    const xml = await this.call(credentials, { Action: "GetCallerIdentity" });
    return { accountId: element(xml, "Account"), arn: element(xml, "Arn"), userId: element(xml, "UserId") };
  }

  private call(credentials: Credentials, parameters: Readonly<Record<string, string>>): Promise<string> {
    const body = new URLSearchParams({ Version: "2011-06-15", ...parameters }).toString();
    const date = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
    const scope = `${credentials.accessKeyId}/${date.slice(0, 8)}/${this.region}/sts/aws4_request`;
    // An embedded AWS reads the caller from the credential and does not check signatures.
    const authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host;x-amz-date, Signature=rehearsal`;
    const headers = {
      authorization,
      "content-type": "application/x-www-form-urlencoded; charset=utf-8",
      "x-amz-date": date,
      ...(credentials.sessionToken === undefined ? {} : { "x-amz-security-token": credentials.sessionToken }),
    };
    return this.post(parameters["Action"] ?? "", body, headers);
  }

  private post(action: string, body: string, headers: Record<string, string>): Promise<string> {
    return new Promise((resolve, reject) => {
      const fail = (why: string): void =>
        reject(new UserError(`STS ${action} at ${this.endpoint.origin} failed: ${why}`));
      const call = request(this.endpoint, { method: "POST", headers, timeout: TIMEOUT_MS }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () => {
          const text = Buffer.concat(chunks).toString("utf8");
          if (response.statusCode === 200) resolve(text);
          else fail(`${response.statusCode ?? 0} ${text.slice(0, 500)}`);
        });
      });
      call.on("timeout", () => call.destroy(new Error(`no answer within ${TIMEOUT_MS} ms`)));
      call.on("error", (error) => fail(error.message));
      call.end(body);
    });
  }
}

function element(xml: string, name: string): string {
  const text = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1];
  if (text === undefined) throw new UserError(`the answer of STS has no ${name}: ${xml.slice(0, 500)}`);
  return text.trim();
}
