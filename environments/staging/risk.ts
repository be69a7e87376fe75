import type { Team } from "@tagform/workload-catalog";

/** Address ranges: 10.129.0.0/16, a /20 for each Region (see index.ts). */
export const risk = {
  accountId: "555566667777",
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
          network: { cidr: "10.129.0.0/20", natGateways: "one-per-zone" },
          fleet: { capacity: { min: 2, desired: 3, max: 6 }, instanceTypes: ["t4g.medium"] },
          instanceRole: { workload: "website-role", perRegion: false, version: 1 },
          logRetentionDays: 90,
        },
      },
    },
    "eu-central-1": {
      workloads: {
        website: {
          kind: "web",
          network: { cidr: "10.129.16.0/20", natGateways: "one-per-zone" },
          fleet: { capacity: { min: 2, desired: 3, max: 6 }, instanceTypes: ["t4g.medium"] },
          instanceRole: { workload: "website-role", perRegion: false, version: 1 },
          logRetentionDays: 90,
        },
      },
    },
    "ap-southeast-1": {
      workloads: {
        website: {
          kind: "web",
          network: { cidr: "10.129.32.0/20", natGateways: "one-per-zone" },
          fleet: { capacity: { min: 2, desired: 3, max: 6 }, instanceTypes: ["t4g.medium"] },
          instanceRole: { workload: "website-role", perRegion: false, version: 1 },
          logRetentionDays: 90,
        },
      },
    },
  },
} as const satisfies Team;
