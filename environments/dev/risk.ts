import type { Team } from "@tagform/workload-catalog";

/** Address ranges: 10.1.0.0/16, a /20 for each Region (see index.ts). */
export const risk = {
  accountId: "111122223333",
  scopes: {
    global: {
      workloads: {
        "website-role": {
          kind: "workload-role",
          perRegion: false,
          regions: ["us-east-1", "eu-central-1", "ap-southeast-1"],
          versions: [1, 2],
        },
      },
    },
    "us-east-1": {
      workloads: {
        website: {
          kind: "web",
          network: {
            cidr: "10.1.0.0/20",
            natGateways: "none",
            interfaceEndpoints: { services: ["ssm", "ssmmessages", "logs"], zones: 1 },
          },
          fleet: { capacity: { min: 1, desired: 1, max: 2 }, instanceTypes: ["t4g.micro"] },
          instanceRole: { workload: "website-role", perRegion: false, version: 2 },
          logRetentionDays: 7,
          deletable: { reason: "dev holds nothing that is missed: cells come and go with experiments" },
        },
      },
    },
    "eu-central-1": {
      workloads: {
        website: {
          kind: "web",
          network: {
            cidr: "10.1.16.0/20",
            natGateways: "none",
            interfaceEndpoints: { services: ["ssm", "ssmmessages", "logs"], zones: 1 },
          },
          fleet: { capacity: { min: 1, desired: 1, max: 2 }, instanceTypes: ["t4g.micro"] },
          instanceRole: { workload: "website-role", perRegion: false, version: 1 },
          logRetentionDays: 7,
          deletable: { reason: "dev holds nothing that is missed: cells come and go with experiments" },
        },
      },
    },
    "ap-southeast-1": {
      workloads: {
        website: {
          kind: "web",
          network: {
            cidr: "10.1.32.0/20",
            natGateways: "none",
            interfaceEndpoints: { services: ["ssm", "ssmmessages", "logs"], zones: 1 },
          },
          fleet: { capacity: { min: 1, desired: 1, max: 2 }, instanceTypes: ["t4g.micro"] },
          instanceRole: { workload: "website-role", perRegion: false, version: 1 },
          logRetentionDays: 7,
          deletable: { reason: "dev holds nothing that is missed: cells come and go with experiments" },
        },
      },
    },
  },
} as const satisfies Team;
