import type { Team } from "@tagform/workload-catalog";

/** Address ranges: 10.192.0.0/16, a /20 for each Region (see index.ts). */
export const research = {
  accountId: "666677778888",
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
          network: { cidr: "10.192.0.0/20", natGateways: "one-per-zone" },
          fleet: { capacity: { min: 3, desired: 6, max: 12 }, instanceTypes: ["m7g.large", "m6g.large"] },
          instanceRole: { workload: "website-role", perRegion: true },
          logRetentionDays: 365,
          message: "Hello from research",
        },
      },
    },
    "eu-central-1": {
      workloads: {
        website: {
          kind: "web",
          network: { cidr: "10.192.16.0/20", natGateways: "one-per-zone" },
          fleet: { capacity: { min: 3, desired: 6, max: 12 }, instanceTypes: ["m7g.large", "m6g.large"] },
          instanceRole: { workload: "website-role", perRegion: true },
          logRetentionDays: 365,
          message: "Hello from research",
        },
      },
    },
    "ap-southeast-1": {
      workloads: {
        website: {
          kind: "web",
          network: { cidr: "10.192.32.0/20", natGateways: "one-per-zone" },
          fleet: { capacity: { min: 3, desired: 6, max: 12 }, instanceTypes: ["m7g.large", "m6g.large"] },
          instanceRole: { workload: "website-role", perRegion: true },
          logRetentionDays: 365,
          message: "Hello from research",
        },
      },
    },
  },
} as const satisfies Team;
