import { checkInstanceRoles } from "./check-instance-roles";
import type { Team, Workload } from "./environment";

type Web = Extract<Workload, { kind: "web" }>;
type Role = Extract<Workload, { kind: "workload-role" }>;

const issues = (instanceRole: Web["instanceRole"], role: Partial<Role> = {}) => {
  const research: Team = {
    accountId: "111122223333",
    scopes: {
      global: {
        workloads: {
          instance: { kind: "workload-role", perRegion: true, regions: ["us-east-1"], ...role },
        },
      },
      "us-east-1": {
        workloads: {
          web: {
            kind: "web",
            network: { cidr: "10.0.0.0/16", natGateways: "none" },
            fleet: { capacity: { min: 1, desired: 1, max: 1 }, instanceTypes: ["t4g.small"] },
            logRetentionDays: 30,
            instanceRole,
          },
        },
      },
    },
  };
  return checkInstanceRoles({ teams: { research } }).map(({ path, message }) => `${path}: ${message}`);
};

const PATH = "teams.research.scopes.us-east-1.workloads.web.instanceRole";

test("a role that the global cell has is no issue", () => {
  expect(issues({ workload: "instance", perRegion: true })).toEqual([]);
  expect(issues({ workload: "instance", perRegion: true, version: 2 }, { versions: [1, 2] })).toEqual([]);
});

test("a role that the global cell lacks is an issue", () => {
  expect(issues({ workload: "instanse", perRegion: true })).toEqual([
    `${PATH}.workload: the team's global scope has no workload-role "instanse", add it there`,
  ]);
});

test("a role of another shape, Region or version is an issue", () => {
  const role = { regions: ["eu-central-1"], versions: [1, 2] } as const;
  expect(issues({ workload: "instance", perRegion: false, version: 3 }, role)).toEqual([
    `${PATH}.perRegion: is false, but instance says true`,
    `${PATH}.workload: instance is for eu-central-1 only, add us-east-1 to its regions`,
    `${PATH}.version: must be one of instance's versions 1, 2, got 3`,
  ]);
  expect(issues({ workload: "instance", perRegion: true, version: 1 })).toEqual([
    `${PATH}.version: is 1, but instance has no versions`,
  ]);
});
