import { UserError } from "@tagform/outcome";
import { type Tool } from "@tagform/toolchain";

import { callEmbeddedAws } from "./aws-call";
import { embeddedEnvironment } from "./environment";
import { loopbackEndpoint } from "./loopback";
import { MotoProcess } from "./moto-process";

export interface EmbeddedAwsOptions {
  /** `moto_server`. */
  readonly tool: Pick<Tool, "path">;
  /** The PATH that it is started with. */
  readonly path: string;
  /** Folder for its log; made if it does not exist. Absolute. */
  readonly directory: string;
  /** @default 60000 */
  readonly readyTimeoutMs?: number;
  /** Aborting while it starts stops it. */
  readonly signal?: AbortSignal;
}

/**
 * An AWS on this machine: a moto server on a free loopback port.
 *
 * One that was started here ends with {@link stop}, and also when this process dies. One that was there
 * before is never stopped.
 */
export class EmbeddedAws {
  private constructor(
    /** `http://127.0.0.1:port`. */
    public readonly endpoint: string,
    private readonly process?: MotoProcess,
  ) {}

  /**
   * Start a moto server and wait until it answers.
   *
   * @throws UserError with the last lines of its log if it does not get that far, InterruptedError on abort
   */
  public static async start(options: EmbeddedAwsOptions): Promise<EmbeddedAws> {
    const { tool, path, directory, readyTimeoutMs = 60_000, signal } = options;
    const request = {
      path: tool.path,
      searchPath: path,
      directory,
      readyTimeoutMs,
      ...(signal === undefined ? {} : { signal }),
    };
    const moto = await MotoProcess.spawn(request);
    try {
      const endpoint = loopbackEndpoint(await moto.address(request));
      await assertIsMoto(endpoint);
      return new EmbeddedAws(endpoint, moto);
    } catch (problem) {
      await moto.stop();
      throw problem;
    }
  }

  /**
   * Use an embedded AWS that is running already: one that an earlier rehearsal kept.
   *
   * @throws RefusedError if `endpoint` is not loopback, UserError if no moto server answers there
   */
  public static async connect(endpoint: string): Promise<EmbeddedAws> {
    const address = loopbackEndpoint(endpoint);
    await assertIsMoto(address);
    return new EmbeddedAws(address);
  }

  /** Variables with which AWS programs talk to it, and to nothing else. */
  public get environment(): Record<string, string> {
    return embeddedEnvironment(this.endpoint);
  }

  /** Its process, if it was started here. */
  public get pid(): number | undefined {
    return this.process?.pid;
  }

  /** The file with its output, if it was started here. */
  public get log(): string | undefined {
    return this.process?.log;
  }

  /** If it was started here and has ended by itself: that, and what it said last. */
  public async unexpectedEnd(): Promise<string | undefined> {
    if (this.process?.hasEnded() !== true) return undefined;
    return this.process.withLog("the embedded AWS ended by itself");
  }

  /** Stop it for sure. Does nothing if it was not started here, has ended, or was kept. */
  public async stop(): Promise<void> {
    await this.process?.stop();
  }

  /** Let it outlive this process: whoever wants it stopped must kill its process. */
  public async keep(): Promise<void> {
    await this.process?.release();
  }
}

async function assertIsMoto(endpoint: string): Promise<void> {
  const { status, body } = await callEmbeddedAws(endpoint, {
    service: "s3",
    region: "us-east-1",
    method: "GET",
    path: "/moto-api/config",
  });
  // It answers with its settings: { "batch": { "use_docker": true }, ... }.
  if (status >= 200 && status < 300 && body.includes('"batch"')) return;
  throw new UserError(
    `${endpoint} is not an embedded AWS of a rehearsal: it answered ${status}, ` +
      `give the address that tagform rehearse --keep printed`,
  );
}
