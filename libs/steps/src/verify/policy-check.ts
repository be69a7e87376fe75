import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { type TerraformJson } from "@tagform/hcl";
import type { PolicyFinding, RuleSeverity } from "@tagform/policy";
import { type FindingSeverity, type ToolFinding } from "@tagform/toolchain";

import { BlockIndex } from "./block-index";
import { type CheckResult } from "./check-result";

export interface PolicyCheckRequest {
  /** Folder with the synthesized configuration. */
  readonly directory: string;
  /** Name of the synthesized file. */
  readonly file: string;
  readonly synthesized: { readonly document: TerraformJson };
}

/** Advice does not fail: it is a note. */
const SEVERITIES: Readonly<Record<RuleSeverity, FindingSeverity>> = {
  high: "error",
  medium: "warning",
  low: "note",
};

/** Judge a synthesized configuration by the rules of this program, at the lines of its file. */
export async function checkPolicy({
  directory,
  file,
  synthesized,
}: PolicyCheckRequest): Promise<CheckResult> {
  // Loaded here: other steps never judge.
  const { evaluateConfiguration } = await import("@tagform/policy");
  const blocks = new BlockIndex(await readFile(join(directory, file), "utf8"));
  const findings = evaluateConfiguration(synthesized.document);
  return { findings: findings.map((finding) => toFinding(finding, file, blocks)), notes: [] };
}

function toFinding({ rule, address, message }: PolicyFinding, file: string, blocks: BlockIndex): ToolFinding {
  const line = blocks.lineOf(address) ?? 1;
  return {
    rule: rule.id,
    severity: SEVERITIES[rule.severity],
    message: `${rule.title}: ${message}. ${rule.fix}`,
    ...{ address, file, line, endLine: line },
    url: rule.link,
  };
}
