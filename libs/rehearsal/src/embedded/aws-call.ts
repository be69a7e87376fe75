import { type IncomingMessage, request } from "node:http";

import { UserError } from "@tagform/outcome";

import { FAKE_ACCESS_KEY } from "./environment";
import { loopbackEndpoint } from "./loopback";

export interface AwsCall {
  /** Name in the credential scope: `s3`, `dynamodb`. */
  readonly service: string;
  readonly region: string;
  readonly method: "DELETE" | "GET" | "POST" | "PUT";
  /** Path and query, from `/`. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

export interface AwsAnswer {
  readonly status: number;
  readonly body: string;
}

/** The first question in an account makes all of IAM's managed policies there: seconds of computing, more on a busy machine. */
const TIMEOUT_MS = 60_000;

/**
 * One call to an embedded AWS, which reads the service and Region from the signature's scope and does not
 * check the signature. A real AWS would refuse it; no proxy and no configuration file has a say.
 *
 * @throws RefusedError if `endpoint` is not loopback, UserError if nobody answers
 */
export async function callEmbeddedAws(endpoint: string, call: AwsCall): Promise<AwsAnswer> {
  const url = new URL(loopbackEndpoint(endpoint) + call.path);
  const { service, region, method, headers = {}, body = "" } = call;
  const scope = `${FAKE_ACCESS_KEY}/20000101/${region}/${service}/aws4_request`;
  const signature = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=none`;
  return new Promise((resolve, reject) => {
    const sent = request(url, {
      method,
      // An agent of its own: the global one may be told to use a proxy.
      agent: false,
      timeout: TIMEOUT_MS,
      headers: { ...headers, authorization: signature, "content-length": Buffer.byteLength(body) },
    });
    sent.once("response", (response) => void read(response).then(resolve, reject));
    sent.once("timeout", () => sent.destroy(new Error(`no answer within ${TIMEOUT_MS / 1000} s`)));
    sent.once("error", (cause) =>
      reject(
        new UserError(`embedded AWS at ${endpoint} does not answer ${service}: ${cause.message}`, { cause }),
      ),
    );
    sent.end(body);
  });
}

async function read(response: IncomingMessage): Promise<AwsAnswer> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(Buffer.from(chunk as Uint8Array));
  return { status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString("utf8") };
}
