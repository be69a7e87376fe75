import { judgeChanges } from "../guardrails/judge-changes";
import { type CheckFinding, fails, passes, type PreflightCheck, unknown } from "./preflight-check";

/** Whether policies of the organization, or of the role that applies, deny what is planned. */
export const GUARDRAILS: PreflightCheck = {
  name: "guardrails",
  run({ planned, guardrails }) {
    if (guardrails === undefined) {
      return Promise.resolve([
        unknown(
          "no data tells which guardrails apply to the account",
          "add the account to environments/landing-zone",
        ),
      ]);
    }
    const { changes } = judgeChanges(planned, guardrails);
    const found = (answer: "denied" | "unknown"): Map<string, { addresses: string[]; remedy: string }> => {
      const groups = new Map<string, { addresses: string[]; remedy: string }>();
      for (const { address, answer: own, reasons } of changes) {
        for (const { what, remedy } of own === answer ? reasons : []) {
          const group = groups.get(what) ?? { addresses: [], remedy };
          groups.set(what, { ...group, addresses: [...group.addresses, address] });
        }
      }
      return groups;
    };
    const told = (answer: "denied" | "unknown", how: typeof fails): CheckFinding[] =>
      [...found(answer)].map(([what, { addresses, remedy }]) => how(`${what}: ${some(addresses)}`, remedy));
    const findings = [...told("denied", fails), ...told("unknown", unknown)];
    return Promise.resolve(
      findings.length > 0 ? findings : [passes(`no guardrail denies any of ${changes.length} changes`)],
    );
  },
};

const SHOWN = 3;

function some(addresses: readonly string[]): string {
  const all = [...new Set(addresses)];
  const more = all.length > SHOWN ? ` and ${all.length - SHOWN} more` : "";
  return `${all.slice(0, SHOWN).join(", ")}${more}`;
}
