import { type BlockIndex } from "./block-index";
import { type AcceptedFinding, type CheckName, type Finding } from "./finding";

export interface AcceptRequest {
  readonly findings: readonly Finding[];
  readonly accepted: readonly AcceptedFinding[];
  readonly blocks: BlockIndex;
  /** Name of the synthesized file. */
  readonly file: string;
  /** Whether the rule was checked at all: one that was not has no finding, accepted or not. */
  readonly wasChecked: (rule: string) => boolean;
}

/**
 * Mark the findings that the code accepts, by rule and address. An acceptance that accepts nothing is a finding of its
 * own: it would hide what somebody may add later.
 */
export function acceptFindings(request: AcceptRequest): Finding[] {
  const { findings, accepted, blocks, wasChecked } = request;
  const used = new Set<AcceptedFinding>();
  const marked = findings.map((finding) => {
    const acceptance = accepted.find((candidate) => covers(candidate, finding, blocks));
    if (acceptance === undefined) return finding;
    used.add(acceptance);
    return { ...finding, suppressed: { reason: acceptance.reason } };
  });
  const unused = accepted.filter((acceptance) => !used.has(acceptance) && wasChecked(acceptance.id));
  return [...marked, ...unused.map((acceptance) => unusedFinding(acceptance, request))];
}

/** The check that has a rule of that name. */
export function checkOfRule(rule: string): CheckName {
  return /^CKV/.test(rule) ? "checkov" : "tflint";
}

function covers({ id, address, reason }: AcceptedFinding, finding: Finding, blocks: BlockIndex): boolean {
  if (id !== finding.rule || reason.trim() === "") return false;
  // checkov leaves out `data.` and adds the index of an instance.
  const own = finding.address?.replace(/\[[^\]]*\]$/, "");
  const inFile = blocks.addressAt(finding.line);
  return address === own || address === inFile || `data.${address}` === inFile;
}

function unusedFinding({ id, address, path }: AcceptedFinding, { blocks, file }: AcceptRequest): Finding {
  const line = blocks.lineOf(address) ?? 1;
  return {
    tool: checkOfRule(id),
    rule: "unused-suppression",
    severity: "error",
    message: `${id} has no finding here to accept: remove its suppress() from ${path}`,
    address,
    file,
    line,
    endLine: line,
  };
}
