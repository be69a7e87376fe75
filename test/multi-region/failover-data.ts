import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import type { WorkspaceCopy } from "@tagform/testing";

export const TEAM_FILE = "environments/dev/research.ts";
export const ACCOUNT = "012345678901";
export const RECORD_NAME = "app.example.com";
/** Where the switch of the failover is: in the Region that takes over. */
export const SWITCH_HOST = "failover-switch.s3.ap-southeast-1.amazonaws.com";

const ROLE = 'regions: ["eu-central-1", "ap-southeast-1"],\n        },\n';

/** research of dev in two Regions, neither of which is us-east-1, deployed from another one than us-east-1, too. */
export function leaveUsEast1(copy: WorkspaceCopy): void {
  const file = path.join(copy.root, TEAM_FILE);
  const text = readFileSync(file, "utf8");
  const [start, end] = [text.indexOf('    "us-east-1": {'), text.indexOf('    "eu-central-1": {')];
  if (start < 0 || end < start) throw new Error(`${TEAM_FILE} has other Regions than this test knows`);
  writeFileSync(file, text.slice(0, start) + text.slice(end));
  copy.replace(TEAM_FILE, '"us-east-1", ', "");
  const index = "environments/dev/index.ts";
  copy.replace(
    index,
    'globalResourceDeployFromRegion: "us-east-1"',
    'globalResourceDeployFromRegion: "eu-central-1"',
  );
  copy.replace(index, 'buildRegion: "us-east-1"', 'buildRegion: "eu-central-1"');
}

/** Adds a failover to research's global cell: eu-central-1 answers, ap-southeast-1 takes over. */
export function addFailover(copy: WorkspaceCopy): void {
  addNameOver(copy, [
    'policy: "failover",',
    'primary: { region: "eu-central-1", workload: "website" },',
    'secondary: { region: "ap-southeast-1", workload: "website" },',
    `standbySwitch: { host: "${SWITCH_HOST}", path: "/give-up-primary" },`,
  ]);
}

/** Adds a name to research's global cell that the nearest of the two Regions answers. */
export function addLatency(copy: WorkspaceCopy): void {
  addNameOver(copy, [
    'policy: "latency",',
    "endpoints: [",
    '  { region: "eu-central-1", workload: "website" },',
    '  { region: "ap-southeast-1", workload: "website" },',
    "],",
  ]);
}

export function drainPrimary(copy: WorkspaceCopy): void {
  const primary = 'primary: { region: "eu-central-1", workload: "website"';
  copy.replace(TEAM_FILE, primary, `${primary}, drained: { reason: "a drill" }`);
}

function addNameOver(copy: WorkspaceCopy, routing: readonly string[]): void {
  const workload = [
    "app: {",
    '  kind: "regional-failover",',
    '  zone: { name: "example.com" },',
    `  recordName: "${RECORD_NAME}",`,
    `  routing: { ${routing.join(" ")} },`,
    '  healthCheck: { protocol: "HTTP", path: "/health" },',
    "},",
  ];
  copy.replace(TEAM_FILE, ROLE, `${ROLE}${workload.join("\n")}\n`);
}
