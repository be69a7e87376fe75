import { createHash } from "node:crypto";

import { type CheckName, type Finding } from "../verify/finding";
import { type CheckOutcome, type VerifyReport } from "../verify/verify-report";
import {
  type SarifInvocation,
  type SarifLocation,
  type SarifLog,
  type SarifLogicalLocation,
  type SarifResult,
  type SarifRule,
  type SarifRun,
} from "./sarif";

const SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

/** Where a tool is explained; rules of ours each link to what they are about. */
const HOMES: Readonly<Partial<Record<CheckName, string>>> = {
  "terraform fmt": "https://developer.hashicorp.com/terraform/cli/commands/fmt",
  "terraform validate": "https://developer.hashicorp.com/terraform/cli/commands/validate",
  tflint: "https://github.com/terraform-linters/tflint",
  checkov: "https://www.checkov.io",
};

/** The report as SARIF 2.1.0: one run per check. */
export function sarifReport({ stackName, checks, findings }: VerifyReport): SarifLog {
  const runs = checks.map((check) => {
    const own = findings.filter(({ tool }) => tool === check.name);
    return toRun(stackName, check, own);
  });
  return { $schema: SCHEMA, version: "2.1.0", runs };
}

function toRun(stackName: string, check: CheckOutcome, findings: readonly Finding[]): SarifRun {
  const { name, version, status } = check;
  const rules = rulesOf(findings);
  const home = HOMES[name];
  const results = findings.map((finding) => toResult(stackName, finding, rules));
  // A tool that failed may have found something before.
  const isKnown = status === "passed" || status === "findings" || results.length > 0;
  return {
    tool: {
      driver: {
        name,
        ...(version === undefined ? {} : { version }),
        ...(home === undefined ? {} : { informationUri: home }),
        rules,
      },
    },
    invocations: [toInvocation(check)],
    automationDetails: { id: `${name.replaceAll(" ", "-")}/${stackName}` },
    ...(isKnown ? { results } : {}),
    columnKind: "utf16CodeUnits",
  };
}

function toInvocation({ status, problem, notes }: CheckOutcome): SarifInvocation {
  const level = status === "failed" ? "error" : "warning";
  return {
    executionSuccessful: status === "passed" || status === "findings",
    toolExecutionNotifications: [
      ...(problem === undefined ? [] : [{ level, message: { text: problem } } as const]),
      ...notes.map((text) => ({ level: "note", message: { text } }) as const),
    ],
  };
}

function rulesOf(findings: readonly Finding[]): SarifRule[] {
  const rules = new Map<string, SarifRule>();
  for (const { rule: id, url } of findings) {
    const helpUri = url !== undefined && URL.canParse(url) ? { helpUri: url } : {};
    rules.set(id, { ...rules.get(id), id, ...helpUri });
  }
  return [...rules.values()];
}

function toResult(stackName: string, finding: Finding, rules: readonly SarifRule[]): SarifResult {
  const { rule, severity, message, file, address, suppressed } = finding;
  return {
    ruleId: rule,
    ruleIndex: rules.findIndex(({ id }) => id === rule),
    level: severity,
    message: { text: message },
    ...placesOf(stackName, finding),
    // The line moves with every edit above it; rule, place and message do not.
    partialFingerprints: { "finding/v1": digest([stackName, rule, address ?? file, message]) },
    suppressions: suppressed === undefined ? [] : [{ kind: "inSource", justification: suppressed.reason }],
  };
}

/** In the sources, with the synthesized file related to it; in that file alone if the sources are not known. */
function placesOf(stackName: string, finding: Finding): Pick<SarifResult, "locations" | "relatedLocations"> {
  const { file, line, endLine, source } = finding;
  const generated = {
    artifactLocation: { uri: uriOf(`${stackName}/${file}`) },
    region: { startLine: line, endLine },
  };
  const logical = logicalLocations(finding);
  if (source === undefined) return { locations: [{ physicalLocation: generated, ...logical }] };
  const own = { artifactLocation: { uri: uriOf(source.file) }, region: { startLine: source.line } };
  return {
    locations: [{ physicalLocation: own, ...logical }],
    relatedLocations: [
      { id: 1, physicalLocation: generated, message: { text: "the configuration generated from it" } },
    ],
  };
}

function logicalLocations({ address, construct }: Finding): Pick<SarifLocation, "logicalLocations"> {
  const all: SarifLogicalLocation[] = [
    ...(address === undefined ? [] : [{ fullyQualifiedName: address, kind: "resource" } as const]),
    ...(construct === undefined ? [] : [{ fullyQualifiedName: construct, kind: "object" } as const]),
  ];
  return all.length === 0 ? {} : { logicalLocations: all };
}

const uriOf = (path: string): string => path.split("/").map(encodeURIComponent).join("/");

function digest(parts: readonly string[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}
