import type { Team } from "@tagform/workload-catalog";

/** Address ranges: 10.64.0.0/16, a /20 for each Region (see index.ts). */
export const research = {
  accountId: "222233334444",
  scopes: {
    global: {
      workloads: {
        "website-role": {
          kind: "workload-role",
          perRegion: true,
          regions: ["us-east-1", "eu-central-1", "ap-southeast-1"],
        },
      },
    },
    "us-east-1": {
      workloads: {
        website: {
          kind: "web",
          network: { cidr: "10.64.0.0/20", natGateways: "single" },
          fleet: { capacity: { min: 1, desired: 2, max: 3 }, instanceTypes: ["t4g.small"] },
          instanceRole: { workload: "website-role", perRegion: true },
          logRetentionDays: 30,
          message: "Hello from research",
        },
      },
    },
    "eu-central-1": {
      workloads: {
        website: {
          kind: "web",
          network: { cidr: "10.64.16.0/20", natGateways: "single" },
          fleet: { capacity: { min: 1, desired: 2, max: 3 }, instanceTypes: ["t4g.small"] },
          instanceRole: { workload: "website-role", perRegion: true },
          logRetentionDays: 30,
          message: "Hello from research",
        },
      },
    },
    "ap-southeast-1": {
      workloads: {
        website: {
          kind: "web",
          network: { cidr: "10.64.32.0/20", natGateways: "single" },
          fleet: { capacity: { min: 1, desired: 2, max: 3 }, instanceTypes: ["t4g.small"] },
          instanceRole: { workload: "website-role", perRegion: true },
          logRetentionDays: 30,
          message: "Hello from research",
        },
      },
    },
  },
} as const satisfies Team;
