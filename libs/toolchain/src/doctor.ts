import { AWS_RULE_SET_REMEDY, findAwsRuleSet } from "./aws-rule-set";
import { findTools } from "./find-tool";
import { PINNED } from "./pinned";
import { isMissing, type MissingTool, type Tool, TOOL_NAMES, type ToolName, type ToolPlace } from "./tool";
import { TOOL_RULES } from "./tool-rules";
import { findVersion, isAtLeast } from "./version";

/** What `tagform doctor` says of one tool. */
export interface DoctorEntry {
  readonly name: ToolName | "node" | "tflint AWS rules";
  /** What it is needed for. */
  readonly purpose: string;
  /** Nothing works without it. What is not required is missed only by some commands, see `purpose`. */
  readonly required: boolean;
  readonly found: boolean;
  /** `tofu` for the tool `terraform`; only if found. */
  readonly product?: string;
  readonly version?: string;
  readonly path?: string;
  readonly origin?: Tool["origin"];
  /** What is wrong; only if not found. */
  readonly problem?: string;
  /** What to do about it; only if not found. */
  readonly remedy?: string;
}

export interface DoctorReport {
  /** Everything that is required was found. */
  readonly ok: boolean;
  readonly entries: readonly DoctorEntry[];
}

export interface DoctorPlace extends ToolPlace {
  readonly env: Readonly<Record<string, string>>;
  /** `process.version` of the running Node.js. */
  readonly nodeVersion: string;
  /** `process.execPath` of the running Node.js. */
  readonly nodePath: string;
}

/** python only serves set-up, tflint and go are missed only by some. */
const OPTIONAL: ReadonlySet<ToolName> = new Set(["python", "tflint", "go"]);

/** Find out which tools are there, in which version and from where, and what to do about the others. */
export async function doctor(where: DoctorPlace): Promise<DoctorReport> {
  const [tools, pluginDirectory] = await Promise.all([findTools(TOOL_NAMES, where), findAwsRuleSet(where)]);
  const entries = [
    nodeEntry(where),
    ...TOOL_NAMES.map((name) => toolEntry(tools[name])),
    ruleSetEntry(where, pluginDirectory),
  ];
  return { ok: entries.every(({ required, found }) => found || !required), entries };
}

function toolEntry(tool: Tool | MissingTool): DoctorEntry {
  const about = {
    name: tool.name,
    purpose: TOOL_RULES[tool.name].purpose,
    required: !OPTIONAL.has(tool.name),
  };
  if (isMissing(tool)) return { ...about, found: false, problem: tool.problem, remedy: tool.remedy };
  const { product, version, path, origin } = tool;
  return { ...about, found: true, product, version, path, origin };
}

function nodeEntry({ nodeVersion, nodePath: path }: DoctorPlace): DoctorEntry {
  const version = findVersion(nodeVersion) ?? "0.0.0";
  const about = { name: "node", purpose: "runs tagform", required: true } as const;
  return isAtLeast(version, PINNED.nodeMinimum)
    ? { ...about, found: true, product: "node", version, path, origin: "path" }
    : {
        ...about,
        found: false,
        problem: `Node.js ${version} at ${path} is too old, it must be at least ${PINNED.nodeMinimum}`,
        remedy: `install Node.js ${PINNED.nodeMinimum} or newer`,
      };
}

function ruleSetEntry({ root }: DoctorPlace, pluginDirectory: string | undefined): DoctorEntry {
  const about = {
    name: "tflint AWS rules",
    purpose: "checks values that only AWS knows; a pipeline fails without it",
    required: false,
  } as const;
  if (pluginDirectory === undefined) {
    const problem = `tflint-ruleset-aws ${PINNED.tflintRulesetAws} is not installed`;
    return { ...about, found: false, problem, remedy: AWS_RULE_SET_REMEDY };
  }
  const origin = pluginDirectory.startsWith(`${root}/`) ? "checkout" : "path";
  const version = PINNED.tflintRulesetAws;
  return { ...about, found: true, product: "tflint-ruleset-aws", version, path: pluginDirectory, origin };
}

/** The report as lines for people. */
export function formatDoctor({ entries, ok }: DoctorReport): string[] {
  const width = Math.max(...entries.map(({ name }) => name.length));
  return [
    ...entries.flatMap((entry) => formatEntry(entry, width)),
    ok ? "everything that is required is there" : "something required is missing",
  ];
}

function formatEntry(entry: DoctorEntry, width: number): string[] {
  const name = entry.name.padEnd(width);
  if (entry.found) {
    const product = entry.product === entry.name ? "" : `${entry.product ?? ""} `;
    const from = entry.origin === "checkout" ? "set-up's own" : "from the PATH";
    return [`found    ${name}  ${product}${entry.version ?? ""}  ${entry.path ?? ""} (${from})`];
  }
  const indent = " ".repeat(9 + width + 2);
  return [
    `${entry.required ? "MISSING" : "missing"}  ${name}  ${entry.problem ?? ""}`,
    `${indent}it ${entry.purpose}`,
    `${indent}to do: ${entry.remedy ?? ""}`,
  ];
}
