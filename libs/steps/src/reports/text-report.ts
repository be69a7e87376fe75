import { type Finding, isAdvice, isOpen } from "../verify/finding";
import { type VerifyReport } from "../verify/verify-report";

/** The report for people: what was checked, then what is wrong, then what was accepted and why. */
export function textReport({ stackName, file, sha256, checks, findings, notes }: VerifyReport): string {
  const open = findings.filter(isOpen);
  const advice = findings.filter((finding) => finding.suppressed === undefined && isAdvice(finding));
  const accepted = findings.filter(({ suppressed }) => suppressed !== undefined);
  return [
    `${stackName}/${file}, SHA-256 ${sha256}`,
    "",
    ...checks.flatMap(({ name, status, version, problem, notes: asides }) => [
      `${name}${version === undefined ? "" : ` (${version})`}: ${status}${problem === undefined ? "" : `: ${problem}`}`,
      ...asides.map((note) => `  ${note}`),
    ]),
    ...section("findings", open.flatMap(describe)),
    ...section("advice, which fails nothing", advice.flatMap(describe)),
    ...section(
      "accepted in the code",
      accepted.flatMap((finding) => [...describe(finding), `  because: ${finding.suppressed?.reason ?? ""}`]),
    ),
    ...section("keys that no schema knows", notes),
    "",
  ].join("\n");
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ["", `${title}:`, ...lines];
}

/** Where the developer works comes first; what was generated from it, after. */
function describe(finding: Finding): string[] {
  const { file, line, tool, severity, rule, address, message, url, construct, source } = finding;
  const generated = `${file}:${line}`;
  const place = source === undefined ? generated : `${source.file}:${source.line}`;
  return [
    `${place}: ${severity}: ${message}`,
    `  ${tool} ${rule}${address === undefined ? "" : ` at ${address}`}${url === undefined ? "" : `, ${url}`}`,
    ...(construct === undefined ? [] : [`  construct ${construct}, ${generated}`]),
  ];
}
