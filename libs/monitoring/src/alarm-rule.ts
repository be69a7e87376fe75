import type { ComputedMetric, Metric } from "./metric";

/** When an alarm goes off, and what its reader has to know. */
export interface AlarmRule {
  /** What is wrong then, one sentence without full stop. */
  readonly meaning: string;
  /** Where to look first, one sentence without full stop. */
  readonly remedy: string;
  readonly measure: Metric | ComputedMetric;
  /** On which side of the threshold it goes off. */
  readonly when: ">" | ">=" | "<" | "<=";
  readonly threshold: number;
  /** It goes off when so many of the last minutes are on that side. */
  readonly minutes: { readonly bad: number; readonly of: number };
  /**
   * What a minute without a value is: as a bad one, as a good one, or neither; an alarm that knows nothing at all says so
   * (`missing`), one that is to stay as it is does (`ignore`).
   */
  readonly silence: "breaching" | "ignore" | "missing" | "notBreaching";
}
