import { type CellRequest, type SynthesizedCell, synthesizeThrough, withWorkshop } from "./synthesize-cell";

/** What every thread can know of a synthesized cell. */
export type WrittenCell = Omit<SynthesizedCell, "suppressions" | "document" | "elements">;

/** How one request ended. */
export type CellOutcome =
  | { readonly index: number; readonly written: WrittenCell }
  | { readonly index: number; readonly error: unknown };

/** What a thread needs to take part. */
export interface QueueData {
  /** All write below the same `outdir`. */
  readonly requests: readonly CellRequest[];
  /** How many requests were taken; threads share its memory. */
  readonly taken: Int32Array;
}

/** Requests that threads take from the front, each when it has time: no cell is made twice. */
export class CellQueue {
  public constructor(public readonly data: QueueData) {}

  public static of(requests: readonly CellRequest[]): CellQueue {
    return new CellQueue({ requests, taken: new Int32Array(new SharedArrayBuffer(4)) });
  }

  /**
   * Synthesizes requests until none is left. After a failure no thread takes another one; those before it were taken, so
   * that the first failure of all threads together is always the same.
   */
  public work(): Promise<CellOutcome[]> {
    const [first] = this.data.requests;
    if (first === undefined) return Promise.resolve([]);
    return withWorkshop(first.outdir, async (workshop) => {
      const outcomes: CellOutcome[] = [];
      for (let next = this.take(); next !== undefined; next = this.take()) {
        outcomes.push(await this.synthesize(next, workshop));
      }
      return outcomes;
    });
  }

  private take(): { index: number; request: CellRequest } | undefined {
    const { requests, taken } = this.data;
    const index = Atomics.add(taken, 0, 1);
    const request = requests[index];
    return request === undefined ? undefined : { index, request };
  }

  private async synthesize(
    { index, request }: { index: number; request: CellRequest },
    workshop: string,
  ): Promise<CellOutcome> {
    const { requests, taken } = this.data;
    try {
      const { cell, stackName, directory, file, sha256, warnings } = await synthesizeThrough(
        workshop,
        request,
      );
      return { index, written: { cell, stackName, directory, file, sha256, warnings } };
    } catch (error) {
      Atomics.store(taken, 0, requests.length);
      return { index, error };
    }
  }
}
