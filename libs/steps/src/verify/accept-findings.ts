import { type BlockIndex } from "./block-index";
import { type AcceptedFinding, type CheckName, type Finding } from "./finding";
import { type Origins } from "./origins";

export interface AcceptRequest {
  readonly findings: readonly Finding[];
  readonly accepted: readonly AcceptedFinding[];
  readonly blocks: BlockIndex;
  /** Name of the synthesized file. */
  readonly file: string;
  /** A finding about an acceptance is mended where that is written. */
  readonly origins: Origins;
  /** Decides which acceptances have expired, by its day in UTC. */
  readonly today: Date;
  /** Whether the rule was checked at all: one that was not has no finding, accepted or not. */
  readonly wasChecked: (rule: string) => boolean;
}

/**
 * Mark the findings that the code accepts, by rule and address. An acceptance that accepts nothing is a finding of its
 * own: it would hide what somebody may add later. One that has expired accepts nothing, and is a finding, too.
 */
export function acceptFindings(request: AcceptRequest): Finding[] {
  const { findings, blocks, wasChecked } = request;
  const day = request.today.toISOString().slice(0, 10);
  const expired = request.accepted.filter(({ until }) => until !== undefined && until < day);
  const accepted = request.accepted.filter((acceptance) => !expired.includes(acceptance));
  const used = new Set<AcceptedFinding>();
  const marked = findings.map((finding) => {
    const acceptance = accepted.find((candidate) => covers(candidate, finding, blocks));
    if (acceptance === undefined) return finding;
    used.add(acceptance);
    return { ...finding, suppressed: { reason: acceptance.reason } };
  });
  const unused = accepted.filter((acceptance) => !used.has(acceptance) && wasChecked(acceptance.id));
  return [
    ...marked,
    ...unused.map((acceptance) => unusedFinding(acceptance, request)),
    ...expired.map((acceptance) => expiredFinding(acceptance, request)),
  ];
}

/** The check that has a rule of that name. */
export function checkOfRule(rule: string): CheckName {
  if (rule.startsWith("TAGFORM_")) return "policy";
  return rule.startsWith("CKV") ? "checkov" : "tflint";
}

function covers({ id, address, reason }: AcceptedFinding, finding: Finding, blocks: BlockIndex): boolean {
  if (id !== finding.rule || reason.trim() === "") return false;
  // checkov leaves out `data.` and adds the index of an instance.
  const own = finding.address?.replace(/\[[^\]]*\]$/, "");
  const inFile = blocks.addressAt(finding.line);
  return address === own || address === inFile || `data.${address}` === inFile;
}

function unusedFinding(acceptance: AcceptedFinding, request: AcceptRequest): Finding {
  const { id, path } = acceptance;
  return {
    ...placeOf(acceptance, request),
    rule: "unused-suppression",
    message: `${id} has no finding here to accept: remove its suppress() from ${path}`,
  };
}

function expiredFinding(acceptance: AcceptedFinding, request: AcceptRequest): Finding {
  const { id, until = "", reason } = acceptance;
  return {
    ...placeOf(acceptance, request),
    rule: "expired-suppression",
    message:
      `${id} was accepted until ${until}, which has passed (${reason}): mend what it finds and remove its suppress(), ` +
      "or give that a later day",
  };
}

function placeOf(
  acceptance: AcceptedFinding,
  { blocks, file, origins }: AcceptRequest,
): Omit<Finding, "rule" | "message"> {
  const { id, address } = acceptance;
  const line = blocks.lineOf(address) ?? 1;
  const place = { address, file, line, endLine: line, ...origins.placeOf(acceptance) };
  return { tool: checkOfRule(id), severity: "error", ...place };
}
