import {
  createServer,
  type IncomingMessage,
  request,
  type RequestOptions,
  type Server,
  type ServerResponse,
} from "node:http";
import { type AddressInfo } from "node:net";

/** What happens to a request that a rule names. */
export interface FaultRule {
  readonly method: "GET" | "PUT" | "POST" | "DELETE";
  /** Of the path with its query: `/tagform-dev/x/terraform.tfstate`. */
  readonly path: RegExp;
  /**
   * - `cut`: the connection ends before the request arrives
   * - `cut answer`: it arrives and is done, and the connection ends before the answer
   * - `refuse`: S3 answers that it is not allowed
   */
  readonly fault: "cut" | "cut answer" | "refuse";
}

const REFUSAL =
  '<?xml version="1.0" encoding="UTF-8"?><Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>';

/** The network between terraform and an embedded AWS, which drops or refuses what it is told to. */
export class FaultyNetwork {
  /** How many requests it has spoilt. */
  public spoilt = 0;
  private rules: readonly FaultRule[] = [];

  private constructor(
    private readonly server: Server,
    private readonly target: URL,
  ) {}

  public static async before(target: string): Promise<FaultyNetwork> {
    const server = createServer();
    const network = new FaultyNetwork(server, new URL(target));
    server.on("request", (incoming, answer) => void network.pass(incoming, answer));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return network;
  }

  public get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  public breaks(...rules: readonly FaultRule[]): void {
    this.rules = rules;
    this.spoilt = 0;
  }

  public heal(): void {
    this.rules = [];
  }

  public close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private async pass(incoming: IncomingMessage, answer: ServerResponse): Promise<void> {
    const fault = this.faultOf(incoming);
    const body = await bytesOf(incoming);
    if (fault === "cut") return void incoming.socket.destroy();
    if (fault === "refuse")
      return void answer.writeHead(403, { "content-type": "application/xml" }).end(REFUSAL);
    const { status, headers, bytes } = await this.forward(incoming, body);
    if (fault === "cut answer") return void incoming.socket.destroy();
    // In one piece, as a rehearsal answers: Terraform loses parts on a busy machine.
    answer.writeHead(status, headers);
    answer.end(bytes);
  }

  private faultOf({ method, url = "" }: IncomingMessage): FaultRule["fault"] | undefined {
    const rule = this.rules.find((one) => one.method === method && one.path.test(url));
    if (rule === undefined) return undefined;
    this.spoilt += 1;
    return rule.fault;
  }

  private forward({ method, url, headers }: IncomingMessage, body: Buffer): Promise<Answer> {
    const { hostname, port } = this.target;
    const options: RequestOptions = { hostname, port, path: url, method, headers, agent: false };
    return new Promise((resolve, reject) => {
      const outgoing = request(options, (answer) => {
        void bytesOf(answer).then((bytes) => {
          const kept = Object.entries(answer.headers).filter(([name]) => name !== "transfer-encoding");
          resolve({ status: answer.statusCode ?? 502, headers: Object.fromEntries(kept), bytes });
        }, reject);
      });
      outgoing.once("error", reject);
      outgoing.end(body);
    });
  }
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly bytes: Buffer;
}

async function bytesOf(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
