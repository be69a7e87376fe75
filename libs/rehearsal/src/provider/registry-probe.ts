import { type IncomingMessage, request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { type Socket } from "node:net";

/** Lists the versions of the AWS provider; `terraform init` begins with it. */
const VERSIONS = new URL("https://registry.terraform.io/v1/providers/hashicorp/aws/versions");

export interface ProbeOptions {
  /** `HTTPS_PROXY`, as terraform uses it. @default - a direct connection */
  readonly proxy?: string;
  /** Milliseconds for everything. @default 4000 */
  readonly timeoutMs?: number;
}

/** Why the Terraform registry cannot be used, or undefined if it answers. Never throws. */
export async function probeRegistry({ proxy, timeoutMs = 4_000 }: ProbeOptions = {}): Promise<
  string | undefined
> {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const socket = proxy === undefined ? undefined : await connectThrough(proxy, signal);
    const status = await statusOf(socket, signal);
    return status === 200 ? undefined : `${VERSIONS.host} answered ${status}`;
  } catch (problem) {
    if (signal.aborted) return `${VERSIONS.host} did not answer within ${timeoutMs / 1000} s`;
    return `${VERSIONS.host} cannot be reached: ${problem instanceof Error ? problem.message : String(problem)}`;
  }
}

function statusOf(socket: Socket | undefined, signal: AbortSignal): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = httpsRequest(VERSIONS, {
      signal,
      agent: false,
      ...(socket === undefined ? {} : { socket }),
    });
    sent.once("response", (response: IncomingMessage) => {
      resolve(response.statusCode ?? 0);
      // The document has a megabyte; its status is enough.
      response.destroy();
    });
    sent.once("error", reject);
    sent.end();
  });
}

/** A connection to the registry through a proxy (`CONNECT`). */
function connectThrough(proxy: string, signal: AbortSignal): Promise<Socket> {
  const { hostname, port, username, password } = new URL(proxy);
  const credentials = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`);
  return new Promise((resolve, reject) => {
    const sent = httpRequest({
      host: hostname,
      port: port === "" ? 80 : Number(port),
      method: "CONNECT",
      path: `${VERSIONS.hostname}:443`,
      agent: false,
      signal,
      headers: {
        host: `${VERSIONS.hostname}:443`,
        ...(username === "" ? {} : { "proxy-authorization": `Basic ${credentials.toString("base64")}` }),
      },
    });
    sent.once("connect", (response, socket) => {
      if (response.statusCode === 200) resolve(socket);
      else {
        socket.destroy();
        reject(new Error(`the proxy answered ${response.statusCode ?? 0}`));
      }
    });
    sent.once("error", reject);
    sent.end();
  });
}
