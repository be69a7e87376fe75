import type { Team } from "@tagform/workload-catalog";

/** Address ranges: 10.0.0.0/16, a /20 for each Region (see index.ts). */
export const research = {
  accountId: "012345678901",
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
          network: {
            cidr: "10.0.0.0/20",
            natGateways: "none",
            interfaceEndpoints: { services: ["ssm", "ssmmessages", "logs"], zones: 1 },
          },
          fleet: { capacity: { min: 1, desired: 1, max: 2 }, instanceTypes: ["t4g.micro"] },
          instanceRole: { workload: "website-role", perRegion: true },
          logRetentionDays: 7,
          message: "Hello from research",
          deletable: { reason: "dev holds nothing that is missed: cells come and go with experiments" },
        },
      },
    },
    "eu-central-1": {
      workloads: {
        website: {
          kind: "web",
          network: {
            cidr: "10.0.16.0/20",
            natGateways: "none",
            interfaceEndpoints: { services: ["ssm", "ssmmessages", "logs"], zones: 1 },
          },
          fleet: { capacity: { min: 1, desired: 1, max: 2 }, instanceTypes: ["t4g.micro"] },
          instanceRole: { workload: "website-role", perRegion: true },
          logRetentionDays: 7,
          message: "Hello from research",
          deletable: { reason: "dev holds nothing that is missed: cells come and go with experiments" },
        },
      },
    },
    "ap-southeast-1": {
      workloads: {
        website: {
          kind: "web",
          network: {
            cidr: "10.0.32.0/20",
            natGateways: "none",
            interfaceEndpoints: { services: ["ssm", "ssmmessages", "logs"], zones: 1 },
          },
          fleet: { capacity: { min: 1, desired: 1, max: 2 }, instanceTypes: ["t4g.micro"] },
          instanceRole: { workload: "website-role", perRegion: true },
          logRetentionDays: 7,
          message: "Hello from research",
          deletable: { reason: "dev holds nothing that is missed: cells come and go with experiments" },
        },
      },
    },
  },
} as const satisfies Team;
