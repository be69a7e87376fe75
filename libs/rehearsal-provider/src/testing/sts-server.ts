import { createServer } from "node:http";
import { type AddressInfo } from "node:net";

/** For specs: an endpoint that answers AssumeRole and GetCallerIdentity, as an embedded AWS does. */
export interface StsServer {
  readonly url: string;
  /** Parameters of the calls so far. */
  readonly calls: readonly Readonly<Record<string, string>>[];
  close(): Promise<void>;
}

/** Account of a caller that has not assumed a role. */
export const DEFAULT_ACCOUNT = "999900009999";

export async function startStsServer(): Promise<StsServer> {
  const calls: Record<string, string>[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const call = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString("utf8")));
      calls.push(call);
      response.end(answer(call, request.headers.authorization ?? ""));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  return { url: `http://127.0.0.1:${port}`, calls, close };
}

/** The account of a role is kept in the key that stands for it. */
function answer(call: Readonly<Record<string, string>>, authorization: string): string {
  if (call["Action"] === "AssumeRole") {
    const account = call["RoleArn"]?.split(":")[4] ?? "";
    return `<Credentials><AccessKeyId>ASIA${account}</AccessKeyId><SessionToken>token</SessionToken></Credentials>`;
  }
  const account = /Credential=ASIA(\d{12})/.exec(authorization)?.[1] ?? DEFAULT_ACCOUNT;
  const arn = `arn:aws:sts::${account}:assumed-role/InfraBuildRole/INFRA_BUILD`;
  return `<Arn>${arn}</Arn><UserId>AROA</UserId><Account>${account}</Account>`;
}
