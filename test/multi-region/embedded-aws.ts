import { type IncomingHttpHeaders, request } from "node:http";
import { text } from "node:stream/consumers";

/** A Terraform state as it lies in its bucket. */
export interface StoredState {
  readonly etag: string;
  readonly serial: number;
  readonly resources: readonly StateResource[];
}

export interface StateResource {
  readonly mode: string;
  readonly type: string;
  readonly name: string;
  readonly instances: readonly { readonly attributes: Readonly<Record<string, unknown>> }[];
}

interface Place {
  readonly bucket: string;
  readonly key: string;
  readonly region: string;
}

export async function readState(endpoint: string, { bucket, key, region }: Place): Promise<StoredState> {
  const { body, headers } = await call(endpoint, { service: "s3", region, path: `${bucket}/${key}` });
  return { ...(JSON.parse(body) as Omit<StoredState, "etag">), etag: headers.etag! };
}

/** Makes a public hosted zone, as the owner of the domain would have done, and gives its id. */
export async function createHostedZone(endpoint: string, accountId: string, name: string): Promise<string> {
  const body =
    '<CreateHostedZoneRequest xmlns="https://route53.amazonaws.com/doc/2013-04-01/">' +
    `<Name>${name}</Name><CallerReference>${name}</CallerReference></CreateHostedZoneRequest>`;
  const answer = await call(endpoint, { ...ROUTE53, accountId, path: "2013-04-01/hostedzone", body });
  return /<Id>\/hostedzone\/(\w+)<\/Id>/.exec(answer.body)![1]!;
}

/** Set identifiers of the records that a zone holds under a name. */
export async function recordsIn(endpoint: string, accountId: string, zone: string, name: string) {
  const path = `2013-04-01/hostedzone/${zone}/rrset`;
  const { body } = await call(endpoint, { ...ROUTE53, accountId, path });
  return [...body.matchAll(/<ResourceRecordSet>(.*?)<\/ResourceRecordSet>/gs)]
    .map(([, record = ""]) => record)
    .filter((record) => record.includes(`<Name>${name}.</Name>`))
    .map((record) => /<SetIdentifier>(.*?)<\/SetIdentifier>/.exec(record)?.[1]);
}

const ROUTE53 = { service: "route53", region: "eu-central-1" } as const;

interface Call {
  readonly service: string;
  readonly region: string;
  readonly path: string;
  /** @default - the account of the builds */
  readonly accountId?: string;
  /** With it the call is a POST. */
  readonly body?: string;
}

/**
 * The embedded AWS reads service and Region from the signature, which it does not check. Each call has a connection of
 * its own: deliveries in between block this process for longer than a server keeps one.
 */
async function call(endpoint: string, { service, region, path, accountId, body }: Call) {
  const answer = await new Promise<{ status: number; headers: IncomingHttpHeaders; body: string }>(
    (resolve, reject) => {
      const scope = `REHEARSALNOTREAL0000/20000101/${region}/${service}/aws4_request`;
      const headers = {
        authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=none`,
        ...(accountId === undefined ? {} : { "x-moto-account-id": accountId }),
      };
      const method = body === undefined ? "GET" : "POST";
      request(`${endpoint}/${path}`, { method, agent: false, headers })
        .once("response", (response) => {
          const { statusCode = 0, headers: received } = response;
          void text(response).then(
            (content) => resolve({ status: statusCode, headers: received, body: content }),
            reject,
          );
        })
        .once("error", reject)
        .end(body);
    },
  );
  if (answer.status < 200 || answer.status > 299) {
    throw new Error(`${service} ${path}: ${answer.status} ${answer.body}`);
  }
  return answer;
}
