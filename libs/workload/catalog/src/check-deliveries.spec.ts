import { checkDeliveries } from "./check-deliveries";
import type { Environment, Workload } from "./environment";

type Delivery = Extract<Workload, { kind: "delivery-pipeline" }>;

const state = {
  tfBackendConfigPrefix: "acme",
  buildRegion: "us-east-1",
  layout: "central",
  locks: ["s3"],
} as const;
const empty = { workloads: {} };
const dev: Environment = {
  ...{ name: "dev", repository: "infra", releaseBranch: "main", regions: ["us-east-1"] },
  ...{ globalResourceDeployFromRegion: "us-east-1", state, approval: "none" },
  teams: {
    research: { accountId: "111122223333", scopes: { global: empty, "us-east-1": empty } },
    risk: { accountId: "222233334444", scopes: { "us-east-1": empty } },
  },
};
const delivery: Delivery = {
  kind: "delivery-pipeline",
  environment: "dev",
  approval: "none",
  teams: { research: "111122223333", risk: "222233334444" },
  repository: { host: "codecommit", repository: "infra" },
  releaseBranch: "main",
  tfBackendConfigPrefix: "acme",
  layout: "central",
  logRetentionDays: 400,
};

const PATH = "tooling.teams.delivery-dev.scopes.us-east-1.workloads.delivery";

function issues(overrides: Partial<Delivery>, others: readonly Environment[] = [dev]) {
  const workloads = { delivery: { ...delivery, ...overrides } };
  const team = { accountId: "999999999999", scopes: { "us-east-1": { workloads } } };
  const tooling: Environment = { ...dev, name: "tooling", teams: { "delivery-dev": team } };
  return checkDeliveries([tooling, ...others]).map(({ path, message }) => `${path}: ${message}`);
}

test("a delivery that says what its environment's data says is no issue", () => {
  expect(issues({})).toEqual([]);
});

test("a delivery of an environment that is not given cannot be compared", () => {
  expect(issues({ approval: "always" }, [])).toEqual([]);
});

test.each<[keyof Delivery, Partial<Delivery>, string]>([
  ["approval", { approval: "always" }, 'must be "none" as in environment dev, got "always"'],
  ["releaseBranch", { releaseBranch: "next" }, 'must be "main" as in environment dev, got "next"'],
  ["tfBackendConfigPrefix", { tfBackendConfigPrefix: "a" }, 'must be "acme" as in environment dev, got "a"'],
  ["layout", { layout: "regional" }, 'must be "central" as in environment dev, got "regional"'],
])("another %s is an issue", (key, overrides, message) => {
  expect(issues(overrides)).toEqual([`${PATH}.${key}: ${message}`]);
});

test("with a bucket of states in each Region, other scopes than those of the cells are an issue", () => {
  const regional: Environment = { ...dev, state: { ...state, layout: "regional" } };
  const message = "must be those in which environment dev has cells, global, us-east-1, got global";
  expect(issues({ layout: "regional", scopes: ["global"] }, [regional])).toEqual([
    `${PATH}.scopes: ${message}`,
  ]);
  expect(issues({ layout: "regional", scopes: ["us-east-1", "global"] }, [regional])).toEqual([]);
});

test("a delivery of another repository is an issue, wherever it is hosted", () => {
  const connectionArn = "arn:aws:codeconnections:us-east-1:999999999999:connection/0a1b2c3d";
  const hosted = (repository: string) => ({
    repository: { host: "github", connectionArn, repository } as const,
  });
  expect(issues(hosted("acme/infra"))).toEqual([]);
  expect(issues(hosted("acme/app"))).toEqual([
    `${PATH}.repository.repository: must be the repository "infra" of environment dev, got "acme/app"`,
  ]);
});

test("an account that is another, missing or too many is an issue: apply could enter it, or not enter it", () => {
  expect(issues({ teams: { research: "111122223334", web: "333344445555" } })).toEqual([
    `${PATH}.teams.research: must be "111122223333" as in environment dev, got "111122223334"`,
    `${PATH}.teams.risk: is missing: environment dev deploys it into account 222233334444`,
    `${PATH}.teams.web: is no team of environment dev: remove it`,
  ]);
});

test("a delivery elsewhere than where its environment is built is an issue", () => {
  const elsewhere: Environment = { ...dev, state: { ...state, buildRegion: "eu-west-1" } };
  expect(issues({}, [elsewhere])).toEqual([
    `${PATH}: is in us-east-1, but environment dev is built in eu-west-1: move it there`,
  ]);
});
