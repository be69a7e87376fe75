import { type IncomingHttpHeaders, request as send } from "node:http";
import { buffer } from "node:stream/consumers";

import { type AwsRequest } from "./aws-request";

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** They belong to one connection, or are said anew. */
const OF_CONNECTION = [
  "connection",
  "expect",
  "keep-alive",
  "transfer-encoding",
  "content-length",
  "proxy-connection",
];

/** Asks the embedded AWS the very same, and takes its whole answer. */
export function passOn(endpoint: string, { method, target, headers, body }: AwsRequest): Promise<Answer> {
  const kept = Object.entries(headers).filter(([name]) => !OF_CONNECTION.includes(name));
  const { hostname, port } = new URL(endpoint);
  return new Promise((resolve, reject) => {
    const sent = send({
      hostname,
      port,
      method,
      path: target,
      agent: false,
      headers: { ...Object.fromEntries(kept), "content-length": body.length },
    });
    sent.once("response", (response) => {
      const { statusCode = 502 } = response;
      buffer(response).then(
        (whole) => resolve({ status: statusCode, headers: response.headers, body: whole }),
        reject,
      );
    });
    sent.once("error", reject);
    sent.end(body);
  });
}

/** Headers of an answer that is given on in one piece. */
export function answerHeaders({ headers, body }: Answer, isHead: boolean): Record<string, string | string[]> {
  const kept = Object.entries(headers).filter(
    ([name, value]) => value !== undefined && (isHead || !OF_CONNECTION.includes(name)),
  ) as [string, string | string[]][];
  const lasting = kept.filter(([name]) => name !== "connection" && name !== "transfer-encoding");
  return {
    ...Object.fromEntries(lasting),
    ...(isHead ? {} : { "content-length": String(body.length) }),
  };
}
