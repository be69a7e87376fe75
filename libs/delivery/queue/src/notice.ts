import type { DeliveryItem } from "./delivery-item";

/** What people are told by the topic of failures. */
export interface Notice {
  /** One line of ASCII, at most 100 characters: SNS takes no other. */
  readonly subject: string;
  readonly body: string;
}

const LONGEST_SUBJECT = 100;

/** That no build could write the record. */
export interface LostRecord {
  /** Of the last build that tried. */
  readonly logUrl?: string | undefined;
}

/**
 * What to tell of an ended delivery; undefined if all went well.
 */
export function noticeOf(item: DeliveryItem, environment: string, lost?: LostRecord): Notice | undefined {
  const { tag, cell, commit, result, failure, executionId } = item;
  if (result === "succeeded" && lost === undefined) return undefined;
  const what = result === "succeeded" ? "has no record" : `failed${inStage(failure?.stage)}`;
  const lines: [string, string | undefined][] = [
    ["environment", environment],
    ["cell", cell],
    ["tag", tag],
    ["commit", commit],
    ["result", result],
    ["stage", failure?.stage],
    ["reason", failure?.reason],
    ["log", failure?.logUrl],
    ["execution", executionId],
    ["record", lost === undefined ? undefined : "not written: history and status do not know of this run"],
    ["log of the record", lost?.logUrl],
    ["next", result === "succeeded" ? "build the record project again" : NEXT],
  ];
  return {
    subject: `tagform: ${tag} ${what}`.replaceAll(/[^ -~]/g, "?").slice(0, LONGEST_SUBJECT),
    body: lines.flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`])).join("\n"),
  };
}

const NEXT = "mend the cause and tag the cell's next version: a tag is delivered once";

const inStage = (stage: string | undefined): string => (stage === undefined ? "" : ` in ${stage}`);
