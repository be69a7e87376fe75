import type { PastRecord } from "@tagform/steps";

import type { Context } from "../context";
import { durationText } from "./age";
import { table } from "./table";

const HEAD = ["WHEN (UTC)", "VERSION", "COMMIT", "RESULT", "PLAN", "BY", "APPROVED BY", "TOOK"];
const SHORT_COMMIT = 12;
const NOTHING = "-";

/** One line per run, and why those failed that did. */
export function renderHistory(
  cell: string,
  records: readonly PastRecord[],
  { colors, width }: Pick<Context, "colors" | "width">,
): string {
  if (records.length === 0) return `${cell} has no records: it was never deployed`;
  const [head = "", ...lines] = table(HEAD, records.map(columns), width).split("\n");
  const shown = lines.flatMap((line, index) => {
    const failure = records[index]?.failure;
    if (failure === undefined) return [line];
    return [colors.red(line), colors.dim(`  ${printable(failure.message)}`)];
  });
  return [head, ...shown].join("\n");
}

function columns(record: PastRecord): string[] {
  const { result, finishedAt, version, commit, failure, summary, actor, approval, durationMs } = record;
  return [
    finishedAt?.slice(0, 16).replace("T", " ") ?? NOTHING,
    version ?? NOTHING,
    commit?.slice(0, SHORT_COMMIT) ?? NOTHING,
    failure === undefined ? result : `${result} in ${failure.step}`,
    summary ?? NOTHING,
    actor ?? NOTHING,
    approval?.approver ?? NOTHING,
    durationMs === undefined ? NOTHING : durationText(durationMs),
  ].map(printable);
}

/** Nothing in a record may steer the terminal, and a run takes one line. */
const printable = (text: string): string => (text.split("\n")[0] ?? "").replace(/\p{Cc}/gu, "?");
