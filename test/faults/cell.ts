import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

import { type StateLocation } from "@tagform/deployment";
import { LockStore, type StepContext } from "@tagform/steps";
import {
  AMBIENT,
  Delivery,
  DESTINATION,
  lockedCell,
  type LockSetting,
  type StateStorage,
  temporaryFolder,
} from "@tagform/steps/fixtures";

const BOTH: LockSetting = ["s3", "dynamodb"];

export interface CellOptions {
  /** What its resource does besides counting that it was made. */
  readonly command?: string;
  /** @default - that of the storage, without anything in between */
  readonly url?: string;
  readonly context?: StepContext;
}

/** A cell of one resource that counts how often it was made, with its state in an embedded S3. */
export class FaultCell {
  private readonly folder = temporaryFolder();
  private readonly gate = join(temporaryFolder(), "open");

  /** @param state where it keeps its state: a place of its own, unless given */
  public constructor(
    private readonly storage: StateStorage,
    public readonly state: StateLocation = {
      ...DESTINATION.state,
      key: `${randomUUID()}/terraform.tfstate`,
    },
  ) {}

  /** One more run of the cell, planned and approved. */
  public async approved(options: CellOptions = {}): Promise<Delivery> {
    const delivery = this.delivery(options);
    await delivery.plan();
    await delivery.approve();
    return delivery;
  }

  public delivery({ command = "true", url = this.storage.url, context }: CellOptions = {}): Delivery {
    const { cloud } = this.storage;
    return new Delivery({
      configuration: lockedCell({
        state: this.state,
        locks: BOTH,
        // A folder, because a full disk still takes some of them; it has the process id of terraform in its name.
        command: `mkdir ${this.folder}/made-$PPID-$$ && ${command}`,
      }),
      cloud: {
        ...cloud,
        environment: { ...cloud.environment, AWS_ENDPOINT_URL: url },
        backendConfig: { ...cloud.backendConfig, max_retries: "2" },
      },
      ...(context === undefined ? {} : { context }),
    });
  }

  /** Waits until the resource is being made; the process id of its terraform. */
  public async isBeingMade(): Promise<number> {
    for (;;) {
      const [name] = readdirSync(this.folder);
      if (name !== undefined) return Number(name.split("-")[1]);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** A command that takes until {@link goOn}. */
  public get waiting(): string {
    return `until [ -e ${this.gate} ]; do sleep 0.1; done`;
  }

  public goOn(): void {
    writeFileSync(this.gate, "");
  }

  /** How often the resource was made. */
  public get made(): number {
    return readdirSync(this.folder).length;
  }

  /** Whether the state in S3 has the resource. */
  public async isInState(): Promise<boolean> {
    return (await this.storage.read(this.state.key))?.includes('"terraform_data"') ?? false;
  }

  /** Somebody removes the lock, in both places, also when it gets the name of its run just then. */
  public async loseLock(): Promise<void> {
    const store = await LockStore.open(this.storage.cloud, this.state);
    for (;;) {
      const halves = await store.halves(this.state);
      if (halves.length === 0) break;
      for (const half of halves) await store.remove(this.state, half);
    }
    store.close();
  }
}

/** Type the last line of a message, as it tells people to, into a shell. */
export async function typeLastLine(message: string): Promise<void> {
  const command = message.split("\n").at(-1)?.trim() ?? "";
  await promisify(execFile)("/bin/sh", ["-c", command], { env: AMBIENT });
}

/** Whether a run kept a state that it could not save. */
export function unsavedState({ files }: Delivery): string | undefined {
  const file = join(files.work, "errored.tfstate");
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}
