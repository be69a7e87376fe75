import type { DeliveryItem } from "./delivery-item";

/** What people are told by the topic of notifications. */
export interface Notice {
  /** One line of ASCII, at most 100 characters: SNS takes no other. */
  readonly subject: string;
  /** One fact a line. */
  readonly body: string;
  /** What to do, one sentence. */
  readonly next: string;
  /** What to search for: the environment, the cell. */
  readonly keywords: readonly string[];
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
  ];
  return {
    subject: `tagform: ${tag} ${what}`.replaceAll(/[^ -~]/g, "?").slice(0, LONGEST_SUBJECT),
    body: lines.flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`])).join("\n"),
    next:
      result === "succeeded"
        ? "write the record: start the record project with the variables and sources of its last build"
        : "mend the cause and tag the cell's next version: a tag is delivered once",
    keywords: [environment, cell],
  };
}

const inStage = (stage: string | undefined): string => (stage === undefined ? "" : ` in ${stage}`);

/**
 * A notice as SNS takes it, `MessageStructure: "json"`: text for mails, and Amazon Q Developer's form for the others, so that
 * a chat shows it: https://docs.aws.amazon.com/chatbot/latest/adminguide/custom-notifs.html
 */
export function topicMessage({ subject, body, next, keywords }: Notice): string {
  const content = {
    textType: "client-markdown",
    title: subject,
    description: body,
    nextSteps: [next],
    keywords,
  };
  return JSON.stringify({
    default: JSON.stringify({ version: "1.0", source: "custom", content }),
    email: `${body}\nnext: ${next}\n`,
  });
}
