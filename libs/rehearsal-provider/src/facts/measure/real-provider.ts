import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

import { type Client, credentials, loadPackageDefinition, type ServiceError, status } from "@grpc/grpc-js";
import { loadSync } from "@grpc/proto-loader";

import { decode, encode } from "../../cty/codec";
import { type CtyObject, type CtyValue } from "../../cty/cty-value";
import { type Block, blockType } from "../../schema/model";

const MAGIC_COOKIE = "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2";

/** A plan of the real provider; it plans without calling AWS. */
export interface RealPlan {
  readonly planned: CtyValue;
  /** Top-level arguments that need another resource. */
  readonly requiresReplace: readonly string[];
}

interface PlanResponse {
  readonly plannedState: { readonly msgpack: Uint8Array } | null;
  readonly requiresReplace: readonly { readonly steps: readonly { readonly attributeName: string }[] }[];
}

/** The AWS provider's own binary, asked for plans over Terraform's plugin protocol. */
export class RealProvider {
  #process: ChildProcess | undefined;
  #client: Client | undefined;

  public constructor(
    private readonly binary: string,
    private readonly protoFile: string,
    private readonly config: { readonly block: Block; readonly values: CtyObject },
  ) {}

  public async start(): Promise<void> {
    const environment = { TF_PLUGIN_MAGIC_COOKIE: MAGIC_COOKIE, PLUGIN_PROTOCOL_VERSIONS: "5" };
    this.#process = spawn(this.binary, [], {
      env: { ...environment, HOME: "/nonexistent", AWS_EC2_METADATA_DISABLED: "true" },
      stdio: ["ignore", "pipe", "ignore"],
    });
    const [line] = (await once(this.#process.stdout ?? this.#process, "data")) as [Buffer];
    const [, , network = "", address = ""] = line.toString("utf8").trim().split("|");
    const { tfplugin5 } = loadPackageDefinition(loadSync(this.protoFile, { longs: Number, defaults: true }));
    if (tfplugin5 === undefined || !("Provider" in tfplugin5) || typeof tfplugin5.Provider !== "function") {
      throw new Error(`${this.protoFile} has no service tfplugin5.Provider`);
    }
    const target = network === "unix" ? `unix:${address}` : address;
    this.#client = new tfplugin5.Provider(target, credentials.createInsecure());
    const { block, values } = this.config;
    await this.call("Configure", { config: { msgpack: encode(values, blockType(block)) } });
  }

  public stop(): void {
    this.#client?.close();
    this.#process?.kill();
  }

  /** A plan, or `undefined` when the provider refuses these values or crashes on them: it is then started again. */
  public async plan(
    typeName: string,
    block: Block,
    change: { prior: CtyValue; proposed: CtyValue; config: CtyValue },
  ): Promise<RealPlan | undefined> {
    const type = blockType(block);
    const dynamic = (value: CtyValue): object => ({ msgpack: encode(value, type) });
    try {
      const { plannedState, requiresReplace } = (await this.call("PlanResourceChange", {
        typeName,
        priorState: dynamic(change.prior),
        proposedNewState: dynamic(change.proposed),
        config: dynamic(change.config),
      })) as PlanResponse;
      if (plannedState === null) return undefined;
      return {
        planned: decode(plannedState.msgpack, type),
        requiresReplace: requiresReplace.map(({ steps }) => steps[0]?.attributeName ?? ""),
      };
    } catch (error) {
      if ((error as ServiceError).code !== status.UNAVAILABLE) return undefined;
      this.stop();
      await this.start();
      return undefined;
    }
  }

  private call(method: string, request: object): Promise<unknown> {
    const handler: unknown = this.#client === undefined ? undefined : Reflect.get(this.#client, method);
    if (typeof handler !== "function") throw new Error(`the provider has no ${method}`);
    return new Promise((resolve, reject) => {
      const done = (error: ServiceError | null, response: unknown): void => {
        if (error === null) resolve(response);
        else reject(error);
      };
      Reflect.apply(handler, this.#client, [request, done]);
    });
  }
}
