import path from "node:path";

import { Deliveries, offeredTools, WorkspaceCopy } from "@tagform/testing";

import { createHostedZone, readState, recordsIn } from "./embedded-aws";
import {
  ACCOUNT,
  addFailover,
  drainPrimary,
  leaveUsEast1,
  RECORD_NAME,
  SWITCH_HOST,
  TEAM_FILE,
} from "./failover-data";
import { Route53Model } from "./route53-model";

const ROOT = path.resolve(__dirname, "../..");
const GLOBAL = "dev_global/research";
const FRANKFURT = "dev_eu-central-1/research/1.0";
const SINGAPORE = "dev_ap-southeast-1/research/1.0";

const { providerMirror: mirror } = offeredTools(ROOT);
if (mirror === undefined)
  console.warn("SKIPPED: no real AWS provider is offered here, no load balancer was looked up");

const applied = { result: "applied" };

(mirror === undefined ? test.skip : test)(
  "the real AWS provider finds the load balancers of both Regions, and never leaves the name without a record",
  async () => {
    const copy = new WorkspaceCopy(ROOT, process.env);
    const deliveries = new Deliveries(copy, mirror!);
    try {
      leaveUsEast1(copy);
      copy.commit("leave us-east-1");
      expect(deliveries.deliver(`${GLOBAL}/1.0`, FRANKFURT)).toMatchObject({ [FRANKFURT]: applied });
      const zone = await createHostedZone(deliveries.endpoint, ACCOUNT, "example.com");
      const records = () => recordsIn(deliveries.endpoint, ACCOUNT, zone, RECORD_NAME);

      // A Region that is not deployed yet: the plan fails, and tells which load balancer is missing.
      addFailover(copy);
      copy.commit("add a failover");
      const tooEarly = deliveries.attempt(`${GLOBAL}/1.1`);
      expect(tooEarly).toMatchObject({ exitCode: 1 });
      expect(tooEarly.stderr).toMatch(
        /couldn't find resource\s+with data\.aws_lb\.app_ap_southeast_1_load_balancer/,
      );
      expect(await records()).toEqual([]);

      const second = deliveries.deliver(SINGAPORE, `${GLOBAL}/1.2`, `${GLOBAL}/1.3`);
      expect(second).toMatchObject({
        [SINGAPORE]: applied,
        [`${GLOBAL}/1.2`]: applied,
        [`${GLOBAL}/1.3`]: { result: "unchanged", plan: "no changes" },
      });
      expect((await records()).sort()).toEqual(["primary", "secondary"]);
      await expectAnswers(deliveries, second[`${GLOBAL}/1.2`]!.state, "eu-central-1");

      // The drill: one health check changes, and nothing else.
      drainPrimary(copy);
      copy.commit("drain the primary");
      const third = deliveries.deliver(`${GLOBAL}/1.4`);
      expect(third[`${GLOBAL}/1.4`]).toMatchObject(applied);
      expect(third[`${GLOBAL}/1.4`]?.plan).toContain("+0 ~1 -0");
      await expectAnswers(deliveries, third[`${GLOBAL}/1.4`]!.state, "ap-southeast-1");

      // Another name would replace the records, which leaves the old one without any.
      copy.replace(TEAM_FILE, RECORD_NAME, "new.example.com");
      copy.commit("rename the record");
      const renamed = deliveries.attempt(`${GLOBAL}/1.5`);
      expect(renamed.stderr).toContain("lifecycle.prevent_destroy");
      expect((await records()).sort()).toEqual(["primary", "secondary"]);
    } finally {
      deliveries.dispose();
      copy.dispose();
    }
  },
  1_200_000,
);

/** Which Region's load balancer the applied records lead to while all is well. */
async function expectAnswers(
  { endpoint }: Deliveries,
  state: Parameters<typeof readState>[1],
  region: string,
): Promise<void> {
  const route53 = new Route53Model(await readState(endpoint, state));
  const hosts = route53.records.flatMap(({ alias }) => alias.map(({ name }) => name));
  const well = { answers: new Set(hosts), healthyTargets: new Set(hosts) };
  expect(route53.answer(RECORD_NAME, well)).toContain(`.${region}.`);
  const switched = { ...well, answers: new Set([...hosts, SWITCH_HOST]) };
  expect(route53.answer(RECORD_NAME, switched)).toContain(".ap-southeast-1.");
}
