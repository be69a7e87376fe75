import type { Files } from "./environment-files";

/** For specs: environment dev with one team in two Regions, as files. */
export const SAMPLE = {
  "environments/dev/index.ts": `import type { Environment } from "@tagform/workload-catalog";

import { research } from "./research";

// Where everything is.
export const environment = {
  name: "dev",
  repository: "tagform",
  releaseBranch: "main",
  regions: ["us-east-1", "eu-central-1"],
  globalResourceDeployFromRegion: "us-east-1",
  state: { tfBackendConfigPrefix: "tagform", buildRegion: "us-east-1", layout: "central", locks: ["s3"] },
  approval: "none",
  teams: { research },
} as const satisfies Environment;
`,
  "environments/dev/research.ts": `import type { Team } from "@tagform/workload-catalog";

/** Ours: 10.0.0.0/16. */
export const research = {
  accountId: "012345678901",
  scopes: {
    global: {
      workloads: {
        role: { kind: "workload-role", perRegion: true, regions: ["us-east-1", "eu-central-1"] },
      },
    },
    "us-east-1": {
      workloads: {
        website: {
          kind: "web",
          network: { cidr: "10.0.0.0/20", natGateways: "none" },
          fleet: { capacity: { min: 1, desired: 1, max: 2 }, instanceTypes: ["t4g.micro"] },
          instanceRole: { workload: "role", perRegion: true },
          logRetentionDays: 7,
        },
      },
    },
    // The small one.
    "eu-central-1": {
      workloads: {
        website: {
          kind: "web",
          network: { cidr: "10.0.32.0/20", natGateways: "none" },
          fleet: { capacity: { min: 1, desired: 1, max: 1 }, instanceTypes: ["t4g.nano"] },
          instanceRole: { workload: "role", perRegion: true },
          logRetentionDays: 7,
          message: "Hello from eu-central-1",
        },
      },
    },
  },
} as const satisfies Team;
`,
} as const;

export type SamplePath = keyof typeof SAMPLE;

/** The sample with texts of it replaced. */
export function sampleFiles(replacements: readonly (readonly [SamplePath, string, string])[] = []): Files {
  const texts = new Map<string, string>(Object.entries(SAMPLE));
  for (const [path, old, text] of replacements) {
    const before = texts.get(path) ?? "";
    if (!before.includes(old)) throw new Error(`${path} has no ${old}`);
    texts.set(
      path,
      before.replace(old, () => text),
    );
  }
  return { read: (path) => texts.get(path) };
}
