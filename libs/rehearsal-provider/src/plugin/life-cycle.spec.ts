import { resolve } from "node:path";

import { decode, encode } from "../cty/codec";
import { canonical, type CtyObject, isWhollyKnown, UNKNOWN } from "../cty/cty-value";
import { readSchemas } from "../schema/bindings-folder";
import { blockType } from "../schema/model";
import { typesOfBindings } from "../testing/all-types";
import { configure, leastConfig, propose } from "../testing/proposal";
import { SESSION } from "../testing/session";
import { TAGFORM_TYPES } from "../testing/tagform-types";
import { Applier } from "./apply-change";
import { importState } from "./import-state";
import { planChange } from "./plan-change";
import { type ResourceType, type ServedSchema } from "./served-schema";

const WORKSPACE = resolve(__dirname, "../../../..");

let schema: ServedSchema;
beforeAll(async () => (schema = await readSchemas(WORKSPACE, TAGFORM_TYPES)));

function resource(name: string, from = schema): ResourceType {
  return { name, block: from.resources[name]!, facts: from.facts[name] ?? {} };
}

function create(type: ResourceType, config: CtyObject, applier = new Applier(SESSION)): CtyObject {
  const { planned } = planChange(type, { prior: null, proposed: config, config, imported: false }, SESSION);
  return applier.create(type, planned, config);
}

function change(type: ResourceType, before: CtyObject, after: CtyObject) {
  const prior = create(type, configure(type.block, before));
  const config = configure(type.block, after);
  const proposed = propose(type.block, prior, config);
  return { prior, ...planChange(type, { prior, proposed, config, imported: false }, SESSION) };
}

const vpc = { cidr_block: "10.0.0.0/16", tags: { Name: "net" } };

test("before creation, arguments and defaults are known and results are not", () => {
  const type = resource("aws_vpc");
  const config = configure(type.block, vpc);
  const { planned } = planChange(type, { prior: null, proposed: config, config, imported: false }, SESSION);
  expect(planned).toMatchObject({
    cidr_block: "10.0.0.0/16",
    instance_tenancy: "default",
    region: "eu-west-1",
    tags_all: { Team: "research", Name: "net" },
  });
  expect([planned["id"], planned["arn"]]).toEqual([UNKNOWN, UNKNOWN]);
});

test("the same configuration gets the same ids everywhere, two alike get two", () => {
  const type = resource("aws_eip");
  const config = configure(type.block, { domain: "vpc" });
  const run = (): unknown[] => {
    const applier = new Applier(SESSION);
    return [create(type, config, applier)["id"], create(type, config, applier)["id"]];
  };
  expect(run()).toEqual(run());
  expect(new Set(run()).size).toBe(2);
});

test("ids, ARNs and DNS names look like those of AWS", () => {
  const lb = create(
    resource("aws_lb"),
    configure(resource("aws_lb").block, { name: "front", internal: true }),
  );
  expect(lb["arn"]).toMatch(
    /^arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer\/app\/front\/[0-9a-f]{16}$/,
  );
  expect(lb["dns_name"]).toMatch(/^internal-front-\d{10}\.eu-west-1\.elb\.amazonaws\.com$/);
  expect(create(resource("aws_vpc"), configure(resource("aws_vpc").block, vpc))["id"]).toMatch(
    /^vpc-[0-9a-f]{17}$/,
  );
});

test("a VPC has a range of IPv6 that subnets can be cut from, if it asked for one", () => {
  const { block } = resource("aws_vpc");
  const asked = configure(block, { ...vpc, assign_generated_ipv6_cidr_block: true });
  expect(create(resource("aws_vpc"), asked)["ipv6_cidr_block"]).toMatch(
    /^2600:1f18:[0-9a-f]{4}:[0-9a-f]{2}00::\/56$/,
  );
  expect(create(resource("aws_vpc"), configure(block, vpc))["ipv6_cidr_block"]).toBe("");
});

test("tags are updated in place, and nothing but tags changes", () => {
  const { prior, planned, requiresReplace } = change(resource("aws_vpc"), vpc, {
    ...vpc,
    tags: { Name: "new" },
  });
  expect(requiresReplace).toEqual([]);
  expect(planned).toEqual({ ...prior, tags: { Name: "new" }, tags_all: { Team: "research", Name: "new" } });
});

test.each([
  ["aws_vpc", vpc, { ...vpc, cidr_block: "10.1.0.0/16" }, ["cidr_block"]],
  ["aws_lb", { name: "a" }, { name: "b" }, ["name"]],
  [
    "aws_lb_target_group",
    { port: 80, health_check: [{ path: "/" }] },
    { port: 81, health_check: [{ path: "/" }] },
    ["port"],
  ],
  ["aws_iam_role", { name: "a", path: "/x/" }, { name: "a", path: "/y/" }, ["path"]],
  [
    "aws_flow_log",
    { vpc_id: "a", traffic_type: "ALL" },
    { vpc_id: "a", traffic_type: "REJECT" },
    ["traffic_type"],
  ],
  [
    "aws_lb_target_group",
    { port: 80, health_check: [{ path: "/" }] },
    { port: 80, health_check: [{ path: "/up" }] },
    [],
  ],
  [
    "aws_subnet",
    { vpc_id: "a", cidr_block: "b" },
    { vpc_id: "a", cidr_block: "b", region: "us-east-1" },
    ["region"],
  ],
] as const)("a change of %s from %j to %j replaces because of %j", (name, before, after, expected) => {
  expect(change(resource(name), before, after).requiresReplace).toEqual(expected);
});

test("a changed launch template gets a new version that its users wait for", () => {
  const type = resource("aws_launch_template");
  const { prior, planned } = change(type, { image_id: "ami-1" }, { image_id: "ami-2" });
  expect([prior["latest_version"], planned["latest_version"]]).toEqual([1, UNKNOWN]);
  expect(new Applier(SESSION).update(type, planned, prior)["latest_version"]).toBe(2);
});

test("an imported resource is adopted, not replaced because the import knows little", () => {
  const type = resource("aws_iam_role");
  const prior = importState(type, "deployer", SESSION);
  expect(prior).toMatchObject({
    id: "deployer",
    name: "deployer",
    arn: "arn:aws:iam::111122223333:role/deployer",
  });
  const config = configure(type.block, { name: "deployer", path: "/", assume_role_policy: "{}" });
  const proposed = propose(type.block, prior, config);
  expect(planChange(type, { prior, proposed, config, imported: true }, SESSION).requiresReplace).toEqual([]);
});

test("every resource type can be created from its required arguments, and its second plan is empty", async () => {
  const types = await typesOfBindings(WORKSPACE);
  const all = await readSchemas(WORKSPACE, types);
  const failures: string[] = [];
  for (const name of types.resources) {
    const type = resource(name, all);
    const config = leastConfig(type.block);
    const created = create(type, config);
    const cty = blockType(type.block);
    const state = decode(encode(created, cty), cty) as CtyObject;
    if (!isWhollyKnown(state)) failures.push(`${name} is not wholly known`);
    const proposed = propose(type.block, state, config);
    const again = planChange(type, { prior: state, proposed, config, imported: false }, SESSION);
    if (canonical(again.planned) !== canonical(state)) failures.push(`${name} changes in the second plan`);
  }
  expect(failures).toEqual([]);
}, 60_000);
