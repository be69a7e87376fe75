import { createHash, createHmac } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";

import { AwsError, NO_ANSWER } from "./aws-error";

export type Fields = Readonly<Record<string, unknown>>;

export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface AwsApiSettings {
  /** Signs the questions; asked for once each. */
  readonly credentials: () => Promise<AwsCredentials>;
  /** `amazonaws.com` */
  readonly domain: string;
  /**
   * Of an embedded AWS.
   *
   * @default - the service's own in its Region
   */
  readonly endpoint?: string;
  /** How long one question may take. @default 10000 */
  readonly timeoutMs?: number;
}

/** Versions of the APIs that are asked by name and value and answer in XML. */
const QUERY_VERSIONS = {
  ec2: "2016-11-15",
  sts: "2011-06-15",
  elasticloadbalancing: "2015-12-01",
  monitoring: "2010-08-01",
} as const;

/** Targets of the APIs that are asked in JSON. */
const JSON_TARGETS = { servicequotas: "ServiceQuotasV20190624", acm: "CertificateManager" } as const;

type Service = keyof typeof QUERY_VERSIONS | keyof typeof JSON_TARGETS;

const TIMEOUT_MS = 10_000;
const ATTEMPTS = 3;
const AGAIN = /Throttling|RequestLimitExceeded|TooManyRequests|ServiceUnavailable|InternalError/i;

/**
 * Asks AWS what preflight wants to know: a dozen reads of six services, whose clients would be a third of each program
 * (docs/adr/0039-preflight-asks-before-a-plan.md).
 */
export class AwsApi {
  public constructor(private readonly settings: AwsApiSettings) {}

  /** The same AWS, asked as somebody else. */
  public as(credentials: AwsCredentials): AwsApi {
    return new AwsApi({ ...this.settings, credentials: () => Promise.resolve(credentials) });
  }

  /**
   * @returns what is inside of the answer: `{ vpcSet: { item: ... } }`
   * @throws AwsError if AWS refuses, or does not answer in time
   */
  public async query(
    service: keyof typeof QUERY_VERSIONS,
    region: string,
    action: string,
    values: Readonly<Record<string, string>> = {},
  ): Promise<Fields> {
    const body = new URLSearchParams({ Action: action, Version: QUERY_VERSIONS[service], ...values });
    const type = "application/x-www-form-urlencoded";
    const text = await this.send(service, region, action, { type, body: body.toString() });
    // Loaded here, as the signer below, because most commands ask AWS nothing.
    const { parseXML } = await import("@aws-sdk/xml-builder");
    const [root] = Object.values(parseXML(text) as Record<string, unknown>);
    const answer = fieldsOf(root);
    return fieldsOf(answer[`${action}Result`] ?? answer);
  }

  /** @throws AwsError as {@link query} does */
  public async json(
    service: keyof typeof JSON_TARGETS,
    region: string,
    action: string,
    values: Fields,
  ): Promise<Fields> {
    const target = `${JSON_TARGETS[service]}.${action}`;
    const request = { type: "application/x-amz-json-1.1", target, body: JSON.stringify(values) };
    return fieldsOf(JSON.parse(await this.send(service, region, action, request)));
  }

  /** What AWS's clock says: also who may nothing, or signs at the wrong time, is answered with it. */
  public async clock(region: string): Promise<Date | undefined> {
    const type = "application/x-www-form-urlencoded";
    const body = `Action=GetCallerIdentity&Version=${QUERY_VERSIONS.sts}`;
    const request = await this.signed("sts", region, { type, body });
    const answer = await this.fetch("sts:GetCallerIdentity", this.urlOf("sts", region), request);
    await answer.arrayBuffer();
    const text = answer.headers.get("date");
    return text === null ? undefined : new Date(text);
  }

  private async send(service: Service, region: string, action: string, request: Sent): Promise<string> {
    const name = `${service === "monitoring" ? "cloudwatch" : service}:${action}`;
    for (let attempt = 1; ; attempt++) {
      const answer = await this.fetch(
        name,
        this.urlOf(service, region),
        await this.signed(service, region, request),
      );
      const text = await answer.text();
      if (answer.ok) return text;
      const error = errorOf(name, answer.status, text);
      if (attempt === ATTEMPTS || !AGAIN.test(error.code)) throw error;
      await wait(200 * 2 ** attempt);
    }
  }

  private async signed(service: Service, region: string, { type, target, body }: Sent): Promise<RequestInit> {
    const { hostname, port, protocol, host } = new URL(this.urlOf(service, region));
    const { SignatureV4 } = await import("@smithy/signature-v4");
    const signer = new SignatureV4({
      service,
      region,
      credentials: await this.settings.credentials(),
      sha256: Sha256,
    });
    const headers = {
      host,
      "content-type": type,
      ...(target === undefined ? {} : { "x-amz-target": target }),
    };
    const place = { protocol, hostname, path: "/", ...(port === "" ? {} : { port: Number(port) }) };
    const signed = await signer.sign({ method: "POST", ...place, headers, body, query: {} });
    // That of the address is sent by itself, and fetch takes no other.
    delete signed.headers["host"];
    return { method: "POST", headers: signed.headers, body };
  }

  private urlOf(service: Service, region: string): string {
    return this.settings.endpoint ?? `https://${service}.${region}.${this.settings.domain}/`;
  }

  private async fetch(action: string, url: string, request: RequestInit): Promise<Response> {
    const { timeoutMs = TIMEOUT_MS } = this.settings;
    try {
      return await fetch(url, { ...request, signal: AbortSignal.timeout(timeoutMs) });
    } catch (cause) {
      const reason = cause instanceof Error ? messageOf(cause) : String(cause);
      throw new AwsError(action, NO_ANSWER, `${new URL(url).host} does not answer: ${reason}`, { cause });
    }
  }
}

interface Sent {
  readonly type: string;
  readonly target?: string;
  readonly body: string;
}

/** What checks ask: an {@link AwsApi}, or answers that a spec writes down. */
export type AwsReader = Pick<AwsApi, "query" | "json" | "clock">;

/** A list of an answer in XML: one element is itself there, none an empty text. */
export function itemsOf(fields: Fields, list: string, item = "item"): Fields[] {
  const found = fieldsOf(fields[list])[item];
  return (Array.isArray(found) ? (found as unknown[]) : [found]).filter(isFields);
}

/** A text of an answer; empty if there is none. */
export function textIn(fields: Fields, name: string): string {
  const value = fields[name];
  return typeof value === "string" ? value : "";
}

export const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : {});

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function messageOf(error: Error): string {
  return error.cause instanceof Error ? error.cause.message : error.message;
}

/** Errors have their name in `Code`, or in `__type`. */
function errorOf(action: string, status: number, text: string): AwsError {
  const code = /<Code>([^<]+)<\/Code>/.exec(text)?.[1] ?? /"__type":\s*"(?:[^"#]*#)?([^"]+)"/.exec(text)?.[1];
  const message =
    /<Message>([^<]*)<\/Message>/.exec(text)?.[1] ?? /"[Mm]essage":\s*"([^"]*)"/.exec(text)?.[1];
  return new AwsError(action, code ?? `Http${status}`, message ?? "no reason given");
}

/** What the signer hashes with. */
class Sha256 {
  private readonly hash;

  public constructor(secret?: Parameters<typeof createHmac>[1] | ArrayBuffer | ArrayBufferView) {
    this.hash = secret === undefined ? createHash("sha256") : createHmac("sha256", bytesOf(secret));
  }

  public update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.hash.update(typeof data === "string" ? data : bytesOf(data));
  }

  public digest(): Promise<Uint8Array> {
    return Promise.resolve(this.hash.digest());
  }

  public reset(): void {
    throw new Error("a hash is used once");
  }
}

function bytesOf(data: unknown): Uint8Array | string {
  if (typeof data === "string") return data;
  if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  if (data instanceof ArrayBuffer) return new Uint8Array(data);
  throw new Error("neither text nor bytes");
}
