import type { Account } from "@tagform/workload-catalog";

import { thresholds } from "../budgets";
import { finance, researchOnCall, securityOnCall } from "../contacts";
import { organization } from "../organization";

export const researchProd = {
  accountId: "666677778888",
  request: {
    name: "research-prod",
    email: "aws+research-prod@example.com",
    organizationalUnit: "Workloads/Prod",
    ssoUser: { email: "research@example.com", firstName: "Research", lastName: "Team" },
    tags: { Project: "research", Environment: "prod", CostCenter: "1001" },
    change: { requestedBy: "research", reason: "Workloads of research in prod" },
    customFields: { account: "research-prod", environment: "prod", teams: "research" },
  },
  scopes: {
    global: {
      workloads: {
        baseline: {
          kind: "account-baseline",
          organization,
          contacts: {
            billing: finance,
            operations: researchOnCall,
            security: securityOnCall,
          },
          budgets: {
            limits: {
              account: {
                amount: 6000,
                currency: "USD",
                thresholds,
                emails: ["research@example.com", "cloud-costs@example.com"],
              },
            },
          },
          recorder: "control-tower",
          quotas: [
            {
              service: "ec2",
              quota: "L-1216C47A",
              value: 512,
              reason: "vCPUs of all instances, twice over while a release rolls out",
            },
            {
              service: "vpc",
              quota: "L-F678F1CE",
              value: 10,
              reason: "VPCs of workloads, with room for one more each",
            },
          ],
          volumeKeys: "own",
          accessAnalysis: { unusedAfterDays: 90 },
        },
      },
    },
  },
} as const satisfies Account;
