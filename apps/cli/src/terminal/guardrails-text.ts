import type { ChangeAnswer, GuardrailReason, GuardrailReport } from "@tagform/preflight";

import type { Context } from "../context";
import { fields } from "./table";

/** What the answers were given for. */
export interface GuardrailSubject {
  readonly cell: string;
  readonly accountId: string;
  /** Path of the account's unit; undefined where no data names it. */
  readonly unit: string | undefined;
  /** Whether data says what the role may do. */
  readonly roleIsJudged: boolean;
}

/** Answers for people: denied changes first, then unknown ones with the reason said once, allowed ones counted. */
export function renderGuardrails(
  { answer, source, changes }: GuardrailReport,
  subject: GuardrailSubject,
  { colors }: Pick<Context, "colors">,
): string {
  const paint = { denied: colors.red, unknown: colors.yellow, allowed: colors.green };
  const counts = (["denied", "unknown", "allowed"] as const).map(
    (each) => `${changes.filter((change) => change.answer === each).length} ${each}`,
  );
  const head = fields([
    [subject.cell, paint[answer](answer)],
    [
      "changes",
      `${counts.join(", ")}, ${source === "plan" ? "of the plan" : "as if nothing of the cell existed"}`,
    ],
    [
      "account",
      `${subject.accountId}, in ${subject.unit ?? "no unit that the data names: the root's policies alone"}`,
    ],
    ...(subject.roleIsJudged
      ? []
      : [["role", "no data says what InfraBuildRole may do there: not judged"] as const]),
  ]);
  const shown = [...sectionOf("denied", changes), ...sectionOf("unknown", changes)];
  return [head, ...shown].join("\n");
}

/** Changes that have the same reason share its lines: one statement often decides about a whole cell. */
function sectionOf(answer: ChangeAnswer["answer"], changes: readonly ChangeAnswer[]): string[] {
  const groups = new Map<string, { reason: GuardrailReason; addresses: Set<string> }>();
  for (const change of changes.filter((each) => each.answer === answer)) {
    for (const reason of change.reasons) {
      const group = groups.get(reason.what) ?? { reason, addresses: new Set<string>() };
      groups.set(reason.what, group);
      group.addresses.add(`${change.change} ${change.address}`);
    }
  }
  return [...groups.values()].flatMap(({ reason, addresses }) => [
    "",
    `${answer}: ${reason.what}`,
    ...[...addresses].map((address) => `  ${address}`),
    `  what to do: ${reason.remedy}`,
  ]);
}
