import type { Team } from "@tagform/workload-catalog";

/** Address ranges: 10.65.0.0/16, a /20 for each Region (see index.ts). */
export const risk = {
  accountId: "333344445555",
  scopes: {
    global: {
      workloads: {
        "website-role": {
          kind: "workload-role",
          perRegion: false,
          regions: ["us-east-1", "eu-central-1", "ap-southeast-1"],
          versions: [1],
        },
      },
    },
    "us-east-1": {
      workloads: {
        website: {
          kind: "web",
          network: { cidr: "10.65.0.0/20", natGateways: "single" },
          fleet: { capacity: { min: 1, desired: 2, max: 3 }, instanceTypes: ["t4g.small"] },
          instanceRole: { workload: "website-role", perRegion: false, version: 1 },
          logRetentionDays: 30,
        },
      },
    },
    "eu-central-1": {
      workloads: {
        website: {
          kind: "web",
          network: { cidr: "10.65.16.0/20", natGateways: "single" },
          fleet: { capacity: { min: 1, desired: 2, max: 3 }, instanceTypes: ["t4g.small"] },
          instanceRole: { workload: "website-role", perRegion: false, version: 1 },
          logRetentionDays: 30,
        },
      },
    },
    "ap-southeast-1": {
      workloads: {
        website: {
          kind: "web",
          network: { cidr: "10.65.32.0/20", natGateways: "single" },
          fleet: { capacity: { min: 1, desired: 2, max: 3 }, instanceTypes: ["t4g.small"] },
          instanceRole: { workload: "website-role", perRegion: false, version: 1 },
          logRetentionDays: 30,
        },
      },
    },
  },
} as const satisfies Team;
