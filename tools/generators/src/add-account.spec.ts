import type { AccountOptions } from "./account-options";
import { addAccount } from "./add-account";

const environment = (name: string, imports: string, teams: string): string => `${imports}
export const environment = {
  name: "${name}",
  repository: "tagform",
  releaseBranch: "main",
  regions: ["us-east-1"],
  globalResourceDeployFromRegion: "us-east-1",
  state: { tfBackendConfigPrefix: "tagform", buildRegion: "us-east-1", layout: "central", locks: ["s3"] },
  approval: "none",
  // Who is here.
  teams: { ${teams} },
} as const satisfies Environment;
`;

const FILES: Readonly<Record<string, string>> = {
  "environments/dev/index.ts": environment(
    "dev",
    'import type { Environment } from "@tagform/workload-catalog";\n\nimport { research } from "./research";\n',
    "research",
  ),
  "environments/dev/research.ts": `export const research = {
  accountId: "000000000001",
  scopes: { global: { workloads: {} } },
} as const satisfies Team;
`,
  "environments/landing-zone/index.ts": environment(
    "landing-zone",
    'import { researchDev } from "./accounts/research-dev";\n',
    '"research-dev": researchDev',
  ),
  "environments/landing-zone/words.ts": 'export const words = ["a", "b"] as const;\n',
  "environments/landing-zone/accounts/research-dev.ts": `import { organization } from "../organization";
import { words } from "../words";

export const researchDev = {
  accountId: "000000000001",
  request: {
    name: "research-dev",
    email: "aws+research-dev@example.com",
    organizationalUnit: "Workloads/Dev",
    ssoUser: { email: "research@example.com", firstName: "Research", lastName: "Team" },
    tags: { Project: "research", Environment: "dev", CostCenter: "1" },
    change: { requestedBy: "research", reason: "research" },
  },
  // Born with a wait.
  scopes: { global: { workloads: {}, retired: organization.id, words } },
} as const satisfies Account;
`,
  "environments/landing-zone/organization.ts": `export const organization = {
  id: "o-a1b2c3d4e5",
  rootId: "r-ab12",
  vending: "account-factory",
  homeRegion: "us-east-1",
  governedRegions: ["us-east-1"],
  accounts: {
    management: "100000000001",
    logArchive: "100000000002",
    audit: "100000000003",
    accountFactory: "100000000004",
  },
  units: {
    Workloads: { id: "ou-ab12-11111111", registered: true },
    "Workloads/Dev": { id: "ou-ab12-22222222", registered: true },
  },
  requiredTags: ["Project", "Environment", "CostCenter"],
  externalAccounts: {},
} as const satisfies Organization;
`,
};

const WISH = { ssoEmail: "payments@example.com", reason: "Card payments", tag: ["CostCenter=3"] };

const added = (options: Partial<AccountOptions>, files = FILES) =>
  addAccount({ read: (path) => files[path] }, { ...WISH, ...options });

test("a new team's accounts are requested, and its entries wait for them", () => {
  const { changed, notes } = added({ team: "payments" });
  expect([...changed.keys()].sort()).toEqual([
    "environments/dev/index.ts",
    "environments/dev/payments.ts",
    "environments/landing-zone/accounts/payments-dev.ts",
    "environments/landing-zone/index.ts",
  ]);
  expect(changed.get("environments/dev/payments.ts")).toContain('accountId: "pending: payments-dev"');
  expect(changed.get("environments/dev/index.ts")).toContain(
    'import { payments } from "./payments";\nimport { research }',
  );
  expect(changed.get("environments/dev/index.ts")).toContain(
    "// Who is here.\n  teams: { research, payments }",
  );
  expect(changed.get("environments/landing-zone/index.ts")).toContain('"payments-dev": paymentsDev');
  expect(notes.join()).toContain("tagform accounts plan");
});

test("a request knows its team, its environment and its unit, and has the mailbox of the others", () => {
  const text = added({ team: "payments" }).changed.get("environments/landing-zone/accounts/payments-dev.ts");
  for (const fact of [
    'accountId: "pending: payments-dev"',
    '"email":"aws+payments-dev@example.com"',
    '"organizationalUnit":"Workloads/Dev"',
    '"tags":{"Project":"payments","Environment":"dev","CostCenter":"3"}',
    '"firstName":"Payments","lastName":"Team"',
    "scopes: { global: { workloads: {}, retired: organization.id, words } }",
    'import { organization } from "../organization";\nimport { words } from "../words";\n\n',
  ]) {
    expect(text).toContain(fact);
  }
});

test("imports stay in the order in which lint wants them", () => {
  const file = (path: string): string => FILES[path] ?? "";
  const forQa = (path: string): string =>
    file(path).replaceAll("dev", "qa").replaceAll("Dev", "Qa").replace('"000000000001"', '"000000000002"');
  const INDEX = "environments/landing-zone/index.ts";
  const files = {
    ...FILES,
    "environments/qa/index.ts": forQa("environments/dev/index.ts"),
    "environments/qa/research.ts": forQa("environments/dev/research.ts"),
    "environments/landing-zone/accounts/research-qa.ts": forQa(
      "environments/landing-zone/accounts/research-dev.ts",
    ),
    "environments/landing-zone/organization.ts": file("environments/landing-zone/organization.ts").replace(
      "  units: {",
      '  units: { "Workloads/Qa": { id: "ou-ab12-33333333", registered: true },',
    ),
    [INDEX]: file(INDEX)
      .replace("\nexport", 'import { researchQa } from "./accounts/research-qa";\n\nexport')
      .replace("teams: {", 'teams: { "research-qa": researchQa,'),
  };
  const text = added({ team: "payments" }, files).changed.get("environments/landing-zone/index.ts") ?? "";
  const imports = [...text.matchAll(/accounts\/(?<name>[a-z-]+)"/g)].map(({ groups }) => groups?.["name"]);
  expect(imports).toEqual(["payments-dev", "payments-qa", "research-dev", "research-qa"]);
});

test("one account is requested by its name and its unit", () => {
  const options = {
    name: "sandbox",
    unit: "Workloads",
    tag: ["CostCenter=3", "Project=p", "Environment=none"],
  };
  expect([...added(options).changed.keys()]).toEqual([
    "environments/landing-zone/accounts/sandbox.ts",
    "environments/landing-zone/index.ts",
  ]);
});

test.each<[string, Partial<AccountOptions>, string]>([
  ["a team that is there", { team: "research" }, 'environment dev has a team "research" already'],
  [
    "an account that is there",
    { name: "research-dev", unit: "Workloads" },
    '"research-dev" is requested already',
  ],
  ["no unit", { name: "sandbox" }, "--unit is missing"],
  ["neither name nor team", {}, "give --name and --unit for one account, or --team"],
  ["an unknown model", { team: "payments", like: "research-dve" }, 'did you mean "research-dev"?'],
  [
    "a tag without a value",
    { team: "payments", tag: ["CostCenter"] },
    'a tag is <key>=<value>, got "CostCenter"',
  ],
  [
    "what the checks refuse, all at once",
    { name: "sandbox", unit: "Workloads/Dve", tag: [], ssoEmail: "nobody" },
    "ssoUser.email",
  ],
  ["a required tag that nobody gave", { team: "payments", tag: [] }, "tags.CostCenter: is missing"],
])("%s is refused", (_what, options, message) => {
  expect(() => added(options)).toThrow(message);
});
