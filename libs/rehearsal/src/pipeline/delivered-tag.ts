import { UserError } from "@tagform/outcome";

import { type Denial, describeDenial } from "./front/judge";

/** What became of one tag. */
export interface DeliveredTag {
  readonly tag: string;
  /** `applied`, `unchanged`, `failed` */
  readonly result: string;
  /** What the plan was: `+3 ~1 -2`; absent where there is none. */
  readonly plan?: string | undefined;
  readonly stages: readonly DeliveredStage[];
  /** Why it failed, with the stage and the log. */
  readonly failure?: string | undefined;
  readonly durationMs: number;
}

export interface DeliveredStage {
  readonly name: string;
  readonly status: "succeeded" | "skipped" | "failed" | "not reached";
}

/** Deliveries failed, or a role was not allowed what a step asked for. */
export class PipelineFailedError extends UserError {
  public override readonly name = "PipelineFailedError";

  public constructor(
    public readonly failed: readonly DeliveredTag[],
    public readonly denials: readonly Denial[],
  ) {
    super(
      [
        ...denials.map(describeDenial),
        ...failed.map(({ tag, failure = "failed" }) => `${tag}: ${failure}`),
      ].join("\n"),
    );
  }
}
