import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { type TerraformJson } from "@tagform/hcl";
import { RefusedError } from "@tagform/outcome";
import { type ProviderSource } from "@tagform/toolchain";

import { digestOfFile } from "../digest";
import { writeReports } from "../reports/write-reports";
import { type StepContext } from "../step-context";
import { acceptFindings, checkOfRule } from "./accept-findings";
import { BlockIndex } from "./block-index";
import { type AcceptedFinding, CHECK_NAMES, type CheckName, type Finding, isAdvice, isOpen } from "./finding";
import { type Origin, Origins } from "./origins";
import { type RanCheck, runChecks } from "./run-checks";
import { type CheckOutcome, type VerifyMode, type VerifyReport } from "./verify-report";

/** A synthesized cell, as far as verify needs it. */
export interface SynthesizedConfiguration {
  readonly stackName: string;
  /** Folder that holds the file, and nothing of terraform's. */
  readonly directory: string;
  /** `cdk.tf`. */
  readonly file: string;
  /** Of the file, as hexadecimal text. */
  readonly sha256: string;
  readonly warnings: readonly { readonly address: string; readonly path: string; readonly message: string }[];
  readonly suppressions: readonly AcceptedFinding[];
  /** What the file says, as Terraform JSON. */
  readonly document: TerraformJson;
  /** What the blocks of the file come from. */
  readonly elements: readonly Origin[];
}

const TOOLS_STARTED_MS = 300;

export interface ConfigurationRequest {
  readonly synthesized: SynthesizedConfiguration;
  /** Folder that gets the reports. */
  readonly reports: string;
  readonly mode: VerifyMode;
  readonly provider: ProviderSource;
  /**
   * What to run.
   *
   * @default - all checks
   */
  readonly checks?: readonly CheckName[];
  /**
   * Report of other checks of the same configuration, to which this adds.
   *
   * @default - the report is of these checks alone
   */
  readonly earlier?: VerifyReport;
  /** Path of the committed dependency lock file; used when the provider comes from the registry. */
  readonly dependencyLock?: string;
  /** @default - the time of this machine */
  readonly now?: () => Date;
}

/**
 * Check a synthesized configuration and write the reports. No AWS credentials are passed on to any tool.
 *
 * @returns the report, whatever it says: `ok` decides
 * @throws RefusedError if the file is not what was synthesized, InterruptedError on Ctrl-C
 */
export async function verifyConfiguration(
  request: ConfigurationRequest,
  context: StepContext,
): Promise<VerifyReport> {
  const {
    synthesized,
    mode,
    reports,
    checks: wanted = CHECK_NAMES,
    earlier,
    now = () => new Date(),
  } = request;
  const { directory, file, stackName, sha256 } = synthesized;
  await assertUnchanged(synthesized);
  const ran = await meanwhile(
    () => readSites(synthesized),
    runChecks(
      { ...request, synthesized, checks: wanted, directory, file, work: join(reports, "work") },
      context,
    ),
  );
  const own = await judge(synthesized, ran, { root: context.root, today: now() });
  const concluded = ran.map(({ outcome }) => conclude(outcome, own));
  const checks = [...(earlier?.checks ?? []), ...concluded];
  const findings = [...(earlier?.findings ?? []), ...own].sort(byPlace);
  const report: VerifyReport = {
    stackName,
    file,
    sha256,
    mode,
    ok: isOk(checks, findings),
    checks,
    findings,
    notes: synthesized.warnings.map(({ address, path, message }) => `${address} ${path}: ${message}`),
  };
  await writeReports(reports, report);
  for (const check of concluded) context.report(`verify: ${describe(check, own)}`);
  return report;
}

/** Does something of this process while tools work in theirs, once they have been started. */
async function meanwhile<Result>(work: () => void, tools: Promise<Result>): Promise<Result> {
  const timer = setTimeout(work, TOOLS_STARTED_MS);
  try {
    return await tools;
  } finally {
    clearTimeout(timer);
  }
}

/** What leads findings to their sources is read once, which takes as long as a small tool. */
function readSites({ elements }: SynthesizedConfiguration): void {
  for (const { site } of elements) site();
}

async function assertUnchanged({ directory, file, sha256 }: SynthesizedConfiguration): Promise<void> {
  const path = join(directory, file);
  const found = await digestOfFile(path);
  if (found === sha256) return;
  throw new RefusedError(`${path} is not what was synthesized: its SHA-256 is ${found}, it was ${sha256}`);
}

/** A finding fails also where its tool did not run: one about an acceptance needs no tool. */
function isOk(checks: readonly CheckOutcome[], findings: readonly Finding[]): boolean {
  return checks.every(({ status }) => status === "passed" || status === "not run") && !findings.some(isOpen);
}

async function judge(
  { directory, file, suppressions, elements }: SynthesizedConfiguration,
  ran: readonly RanCheck[],
  { root, today }: { readonly root: string; readonly today: Date },
): Promise<Finding[]> {
  const blocks = new BlockIndex(await readFile(join(directory, file), "utf8"));
  const done = new Set(
    ran.filter(({ outcome }) => outcome.status === "done").map(({ outcome }) => outcome.name),
  );
  const hasAwsRules = ran.some(({ outcome }) => outcome.name === "tflint" && outcome.notes.length === 0);
  const origins = new Origins(elements, root);
  const findings = acceptFindings({
    findings: ran.flatMap((check) => check.findings),
    accepted: suppressions,
    blocks,
    file,
    origins,
    today,
    wasChecked: (rule) => done.has(checkOfRule(rule)) && (hasAwsRules || !rule.startsWith("aws_")),
  });
  // An acceptance that has expired is a finding without its tool, and told where that tool's check is.
  return findings
    .filter(({ tool }) => ran.some(({ outcome }) => outcome.name === tool))
    .map((finding) => origins.locate({ ...finding, ...addressOf(finding, blocks) }, blocks))
    .sort(byPlace);
}

const byPlace = (one: Finding, other: Finding): number =>
  one.line - other.line || compare(one.rule, other.rule);

function addressOf({ address, line }: Finding, blocks: BlockIndex): { readonly address?: string } {
  const known = address ?? blocks.addressAt(line);
  return known === undefined ? {} : { address: known };
}

function conclude(outcome: RanCheck["outcome"], findings: readonly Finding[]): CheckOutcome {
  const { status, name } = outcome;
  if (status !== "done") return { ...outcome, status };
  const open = findings.some((finding) => finding.tool === name && isOpen(finding));
  return { ...outcome, status: open ? "findings" : "passed" };
}

/** One line about a check: `tflint: 2 findings`. */
export function describe(
  { name, status, problem, notes }: CheckOutcome,
  findings: readonly Finding[],
): string {
  const own = findings.filter(({ tool }) => tool === name);
  const open = own.filter(isOpen).length;
  const accepted = own.filter(({ suppressed }) => suppressed !== undefined).length;
  const advice = own.filter((finding) => finding.suppressed === undefined && isAdvice(finding)).length;
  const words = {
    passed: "passed",
    findings: open === 1 ? "1 finding" : `${open} findings`,
    failed: `FAILED: ${problem ?? ""}`,
    "not run": `not run: ${problem ?? ""}`,
  };
  const asides = [
    ...(accepted === 0 ? [] : [`${accepted} accepted`]),
    ...(advice === 0 ? [] : [`${advice} of advice`]),
  ];
  return [[`${name}: ${words[status]}`, ...asides].join(", "), ...notes].join("; ");
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
