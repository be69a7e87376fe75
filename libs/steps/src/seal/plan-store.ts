import { type Cell, formatCell } from "@tagform/deployment";
import { RefusedError, UserError } from "@tagform/outcome";

import { type Cloud } from "../cloud";
import { type Destination } from "../destination";
import { storageClient } from "../record/record-storage";
import { type SealSettings } from "./seal-key";

/** The files of a sealed plan, which lie together and are read by apply alone. */
export interface SealedBundle {
  readonly planFile: Uint8Array;
  readonly statement: Uint8Array;
  readonly signature: Uint8Array;
}

/** Whose plans a store keeps. */
export interface PlanOwner {
  readonly cell: Cell;
  /** Absent for a run without a tag. */
  readonly tagObject: string | undefined;
}

export interface PlanStoreRequest {
  readonly settings: SealSettings;
  readonly cloud: Cloud;
  readonly destination: Pick<Destination, "cell" | "state">;
  readonly tagObject: string | undefined;
}

const NAMES = { planFile: "tfplan", statement: "statement.json", signature: "signature.json" } as const;

/** Undefined where the run directory itself keeps the plan. */
export function planStore({
  settings: { plansBucket, execution = "local" },
  cloud,
  destination: { cell, state },
  tagObject,
}: PlanStoreRequest): PlanStore | undefined {
  if (plansBucket === undefined) return undefined;
  return new PlanStore({
    bucket: plansBucket,
    region: state.region,
    cloud,
    execution,
    owner: { cell, tagObject },
  });
}

interface PlanStoreOptions {
  readonly bucket: string;
  readonly region: string;
  readonly cloud: Cloud;
  readonly execution: string;
  readonly owner: PlanOwner;
}

/**
 * A bucket for the sealed plans of a cell, and for what a failed apply leaves. The bucket encrypts; nothing in it is ever
 * replaced.
 *
 *     sealed/dev_us-east-1/research/<tag object>/<plan digest>/{tfplan,statement.json,signature.json}
 *     failed/dev_us-east-1/research/<tag object>/<execution>/{apply.json,errored.tfstate}
 *     failed/dev_us-east-1/research/<tag object>/begun/<plan digest>.json
 */
export class PlanStore {
  public constructor(private readonly options: PlanStoreOptions) {}

  /** Keep a sealed plan. The statement comes last: where it lies, the rest does. */
  public async putSealed(digest: string, bundle: SealedBundle): Promise<void> {
    for (const part of ["planFile", "signature", "statement"] as const) {
      await this.put(`sealed/${this.owner}/${digest}/${NAMES[part]}`, bundle[part]);
    }
  }

  /** @throws UserError if no plan of that digest was sealed for this cell and tag */
  public async getSealed(digest: string): Promise<SealedBundle> {
    const read = (part: keyof SealedBundle): Promise<Uint8Array> =>
      this.get(`sealed/${this.owner}/${digest}/${NAMES[part]}`);
    return {
      statement: await read("statement"),
      signature: await read("signature"),
      planFile: await read("planFile"),
    };
  }

  /**
   * Note that a sealed plan is about to be applied. Of two runs that do this at once, one goes on.
   *
   * @throws RefusedError if it was noted before
   */
  public async begin(digest: string): Promise<void> {
    const note = { execution: this.options.execution, at: new Date().toISOString() };
    try {
      await this.put(`failed/${this.owner}/begun/${digest}.json`, JSON.stringify(note));
    } catch (error) {
      if (!(error instanceof TakenError)) throw error;
      throw new RefusedError(
        `already applied: another run has begun to apply this sealed plan (${error.location}): plan and approve again`,
        { cause: error },
      );
    }
  }

  /**
   * Keep what a failed apply left: `errored.tfstate`, `apply.json`, `approval.json`. What an earlier attempt of this execution left stays.
   *
   * @returns where it lies: `s3://bucket/key`
   */
  public async putEvidence(name: string, bytes: string | Uint8Array): Promise<string> {
    const folder = `failed/${this.owner}/${this.options.execution}`;
    for (let attempt = 1; ; attempt += 1) {
      const key = attempt === 1 ? `${folder}/${name}` : `${folder}/${attempt}/${name}`;
      try {
        return await this.put(key, bytes);
      } catch (error) {
        if (!(error instanceof TakenError)) throw error;
      }
    }
  }

  private get owner(): string {
    const { cell, tagObject = "no-tag" } = this.options.owner;
    return `${formatCell(cell)}/${tagObject}`;
  }

  private async put(Key: string, Body: string | Uint8Array): Promise<string> {
    const { PutObjectCommand, S3ServiceException } = await import("@aws-sdk/client-s3");
    const { bucket: Bucket, cloud } = this.options;
    const client = await storageClient(cloud, this.options);
    const location = `s3://${Bucket}/${Key}`;
    try {
      await client.send(new PutObjectCommand({ Bucket, Key, Body, IfNoneMatch: "*" }));
      return location;
    } catch (cause) {
      if (cause instanceof S3ServiceException && cause.$metadata.httpStatusCode === 412) {
        throw new TakenError(location, { cause });
      }
      throw unreachable("written", location, cause);
    } finally {
      client.destroy();
    }
  }

  private async get(Key: string): Promise<Uint8Array> {
    const { GetObjectCommand } = await import("@aws-sdk/client-s3");
    const { bucket: Bucket, cloud } = this.options;
    const client = await storageClient(cloud, this.options);
    try {
      const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
      return (await Body?.transformToByteArray()) ?? new Uint8Array();
    } catch (cause) {
      throw unreachable("read", `s3://${Bucket}/${Key}`, cause);
    } finally {
      client.destroy();
    }
  }
}

/** An object is there already, and none is ever replaced. */
class TakenError extends UserError {
  public override readonly name = "TakenError";

  public constructor(
    public readonly location: string,
    options: ErrorOptions,
  ) {
    super(`${location} exists already, and what lies there is never replaced`, options);
  }
}

function unreachable(what: "read" | "written", location: string, cause: unknown): UserError {
  const reason = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
  return new UserError(`${location} could not be ${what}: ${reason}`, { cause });
}
