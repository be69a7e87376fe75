import type { Team } from "@tagform/workload-catalog";

/** Address ranges: 10.193.0.0/16, a /20 for each Region (see index.ts). */
export const risk = {
  accountId: "777788889999",
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
          network: { cidr: "10.193.0.0/20", natGateways: "one-per-zone" },
          fleet: { capacity: { min: 3, desired: 6, max: 12 }, instanceTypes: ["m7g.large", "m6g.large"] },
          instanceRole: { workload: "website-role", perRegion: false, version: 1 },
          logRetentionDays: 365,
        },
      },
    },
    "eu-central-1": {
      workloads: {
        website: {
          kind: "web",
          network: { cidr: "10.193.16.0/20", natGateways: "one-per-zone" },
          fleet: { capacity: { min: 3, desired: 6, max: 12 }, instanceTypes: ["m7g.large", "m6g.large"] },
          instanceRole: { workload: "website-role", perRegion: false, version: 1 },
          logRetentionDays: 365,
        },
      },
    },
    "ap-southeast-1": {
      workloads: {
        website: {
          kind: "web",
          network: { cidr: "10.193.32.0/20", natGateways: "one-per-zone" },
          fleet: { capacity: { min: 3, desired: 6, max: 12 }, instanceTypes: ["m7g.large", "m6g.large"] },
          instanceRole: { workload: "website-role", perRegion: false, version: 1 },
          logRetentionDays: 365,
        },
      },
    },
  },
} as const satisfies Team;
