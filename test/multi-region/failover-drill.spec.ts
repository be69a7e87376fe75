import { readFileSync } from "node:fs";
import path from "node:path";

import { Deliveries, WorkspaceCopy } from "@tagform/testing";

import { readState, type StoredState } from "./embedded-aws";
import {
  addFailover,
  addLatency,
  drainPrimary,
  leaveUsEast1,
  RECORD_NAME,
  SWITCH_HOST,
  TEAM_FILE,
} from "./failover-data";
import { Route53Model, type World } from "./route53-model";

const ROOT = path.resolve(__dirname, "../..");
const CELL = "dev_global/research";

let copy: WorkspaceCopy;
let deliveries: Deliveries;
let base: string;

beforeAll(() => {
  copy = new WorkspaceCopy(ROOT, process.env);
  deliveries = new Deliveries(copy, "rehearsal");
  leaveUsEast1(copy);
  copy.commit("leave us-east-1");
  base = copy.git("rev-parse", "HEAD").trim();
}, 60_000);
afterAll(() => {
  deliveries.dispose();
  copy.dispose();
});

async function deployed(tag: string): Promise<StoredState> {
  const { [tag]: deployment } = deliveries.deliver(tag);
  expect(deployment?.result).toBe("applied");
  return readState(deliveries.endpoint, deployment!.state);
}

/** Host names of the two load balancers, as the applied records have them. */
function hostsOf({ records }: Route53Model): { frankfurt: string; singapore: string } {
  const host = (region: string) =>
    records.flatMap(({ alias }) => alias.map(({ name }) => name)).find((name) => name.includes(region))!;
  return { frankfurt: host("eu-central-1"), singapore: host("ap-southeast-1") };
}

/** Every subset of the hosts: `n` hosts have 2^n ways to fail. */
const subsets = (hosts: readonly string[]): string[][] =>
  hosts.reduce<string[][]>((sets, host) => [...sets, ...sets.map((set) => [...set, host])], [[]]);

const world = (answers: readonly string[], healthyTargets: readonly string[] = answers): World => ({
  answers: new Set(answers),
  healthyTargets: new Set(healthyTargets),
});

describe("failover, over the records that were applied", () => {
  let route53: Route53Model;
  let frankfurt: string;
  let singapore: string;

  beforeAll(async () => {
    addFailover(copy);
    copy.commit("add a failover");
    route53 = new Route53Model(await deployed(`${CELL}/1.0`));
    ({ frankfurt, singapore } = hostsOf(route53));
  }, 300_000);

  const answer = (now: World) => route53.answer(RECORD_NAME, now);

  test("while both Regions are well the primary answers", () => {
    expect(answer(world([frankfurt, singapore]))).toBe(frankfurt);
  });

  test("the secondary takes over when checkers get no answer from the primary", () => {
    expect(answer(world([singapore], [frankfurt, singapore]))).toBe(singapore);
  });

  test("the secondary takes over when the primary's load balancer has no healthy target", () => {
    expect(answer(world([frankfurt, singapore], [singapore]))).toBe(singapore);
  });

  test("a broken secondary changes nothing while the primary is well", () => {
    expect(answer(world([frankfurt]))).toBe(frankfurt);
  });

  test("when both fail the primary answers: Route 53 never says that there is nobody", () => {
    expect(answer(world([]))).toBe(frankfurt);
  });

  test("the switch gives up a primary that is well, without a deployment", () => {
    expect(answer(world([frankfurt, singapore, SWITCH_HOST]))).toBe(singapore);
  });

  test("no combination of failures leaves the name without an address, or with a stranger's", () => {
    const hosts = [frankfurt, singapore, SWITCH_HOST];
    const worlds = subsets(hosts).flatMap((answers) =>
      subsets([frankfurt, singapore]).map((targets) => world(answers, targets)),
    );
    expect(worlds).toHaveLength(32);
    expect(new Set(worlds.map(answer))).toEqual(new Set([frankfurt, singapore]));
  });

  test("a drained primary hands over although it is well; by itself it answers rather than nobody", async () => {
    drainPrimary(copy);
    copy.commit("drain the primary");
    const drained = new Route53Model(await deployed(`${CELL}/1.1`));
    expect(drained.answer(RECORD_NAME, world([frankfurt, singapore]))).toBe(singapore);
    expect(drained.answer(RECORD_NAME, world([singapore]))).toBe(singapore);
    expect(drained.answer(RECORD_NAME, world([frankfurt]))).toBe(frankfurt);
  }, 300_000);

  test("nothing of it is in us-east-1, not its state and not its configuration", () => {
    const out = path.join(copy.root, "dist/failover");
    expect(copy.tagform("synth", CELL, "--out", out)).toMatchObject({ exitCode: 0 });
    const configuration = readFileSync(path.join(out, "dev-global-research/cdk.tf"), "utf8");
    expect(configuration).toContain('resource "aws_route53_record"');
    expect(configuration).not.toContain("us-east-1");
  });
});

test("by latency the nearest healthy Region answers, and all are taken for healthy when none is", async () => {
  copy.reset(base);
  addLatency(copy);
  copy.commit("add a name by latency");
  const route53 = new Route53Model(await deployed(`${CELL}/2.0`));
  const { frankfurt, singapore } = hostsOf(route53);
  const inJakarta = { "eu-central-1": 160, "ap-southeast-1": 15 };
  const answer = (hosts: readonly string[]) =>
    route53.answer(RECORD_NAME, { ...world(hosts), latencyTo: inJakarta });
  expect(answer([frankfurt, singapore])).toBe(singapore);
  expect(answer([frankfurt])).toBe(frankfurt);
  expect(answer([])).toBe(singapore);
}, 300_000);

test("a failover to a Region where the team runs nothing does not pass the check, nor does its cell synthesize", () => {
  copy.reset(base);
  addFailover(copy);
  copy.replace(TEAM_FILE, 'secondary: { region: "ap-southeast-1"', 'secondary: { region: "us-west-2"');
  const issue =
    'scopes.global.workloads.app.routing.secondary: the team has no web workload "website" in us-west-2, ' +
    "it is in eu-central-1, ap-southeast-1";
  for (const words of [["check"], ["synth", CELL]]) {
    const ended = copy.tagform(...words);
    expect(ended.stderr).toContain(issue);
    expect(ended.exitCode).toBe(1);
  }
});
