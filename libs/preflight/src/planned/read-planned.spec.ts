import { COMPUTED } from "./planned-resource";
import { readConfiguration } from "./read-configuration";
import { readPlan } from "./read-plan";

const plan = (more: object = {}) =>
  JSON.stringify({
    format_version: "1.2",
    configuration: { provider_config: { aws: { expressions: { region: { constant_value: "us-east-1" } } } } },
    resource_changes: [
      {
        address: "aws_vpc.it",
        type: "aws_vpc",
        mode: "managed",
        change: {
          actions: ["delete", "create"],
          before: { id: "vpc-1", region: "eu-central-1" },
          after: { cidr_block: "10.0.0.0/16" },
        },
      },
      {
        address: "aws_eip.same",
        type: "aws_eip",
        mode: "managed",
        change: { actions: ["no-op"], before: {}, after: {} },
      },
      {
        address: "data.aws_ami.it",
        type: "aws_ami",
        mode: "data",
        change: { actions: ["read"], before: null, after: {} },
      },
      {
        address: "aws_sns_topic.it",
        type: "aws_sns_topic",
        mode: "managed",
        change: {
          actions: ["update"],
          before: { arn: "arn:aws:sns:us-east-1:1:it", name: "it" },
          after: { name: "it", display_name: "new" },
        },
      },
    ],
    ...more,
  });

test("a replacement deletes what there is and creates what there will be, each in its Region", () => {
  expect(readPlan(plan()).resources.slice(0, 2)).toEqual([
    {
      address: "aws_vpc.it",
      type: "aws_vpc",
      change: "delete",
      region: "eu-central-1",
      values: { id: "vpc-1", region: "eu-central-1" },
    },
    {
      address: "aws_vpc.it",
      type: "aws_vpc",
      change: "create",
      region: "us-east-1",
      values: { cidr_block: "10.0.0.0/16" },
    },
  ]);
});

test("an update knows what exists, and neither reads nor what stays is a change", () => {
  const { resources } = readPlan(plan());
  expect(resources.map(({ address }) => address)).toEqual(["aws_vpc.it", "aws_vpc.it", "aws_sns_topic.it"]);
  expect(resources[2]?.values).toMatchObject({ arn: "arn:aws:sns:us-east-1:1:it", display_name: "new" });
});

test("an argument that is known after the apply is given, with no known value", () => {
  const change = { actions: ["create"], after: { name: "it" }, after_unknown: { role_arn: true, tags: {} } };
  const [topic] = readPlan(
    plan({ resource_changes: [{ address: "x.y", type: "x", mode: "managed", change }] }),
  ).resources;
  expect(topic?.values).toEqual({ name: "it", role_arn: COMPUTED });
});

test("a provider whose Region is computed leaves the Region open", () => {
  const { resources } = readPlan(plan({ configuration: {} }));
  expect(resources[1]?.region).toBeUndefined();
});

test.each([
  ["no JSON", "plan"],
  ["no JSON object", "[]"],
  ["only 1.x can be read", JSON.stringify({ format_version: "2.0" })],
])("refuses what is no plan: %s", (message, text) => {
  expect(() => readPlan(text)).toThrow(message);
});

test("a configuration is read as if nothing of it existed, with the provider's Region and tags", () => {
  const text = JSON.stringify({
    provider: {
      aws: [
        { alias: "other", region: "eu-west-1" },
        { region: "us-east-1", default_tags: [{ tags: { team: "risk" } }] },
      ],
    },
    resource: {
      aws_vpc: {
        here: { tags: { Name: "x" } },
        elsewhere: { region: "eu-central-1" },
        alias: { provider: "aws.other" },
      },
    },
  });
  const { source, resources } = readConfiguration(text);
  expect(source).toBe("configuration");
  expect(resources.map(({ address, change, region }) => [address, change, region])).toEqual([
    ["aws_vpc.here", "create", "us-east-1"],
    ["aws_vpc.elsewhere", "create", "eu-central-1"],
    ["aws_vpc.alias", "create", undefined],
  ]);
  expect(resources[0]?.values["tags_all"]).toEqual({ team: "risk", Name: "x" });
});

test("what is looked up by a name has that name", () => {
  const text = JSON.stringify({
    data: { aws_iam_role: { app: { name: "app-dev" }, other: { name: "${local.name}" } } },
    resource: {
      aws_iam_instance_profile: {
        app: { role: "${data.aws_iam_role.app.name}" },
        other: { role: "${data.aws_iam_role.other.name}" },
      },
    },
  });
  const roles = readConfiguration(text).resources.map(({ values }) => values["role"]);
  expect(roles).toEqual(["app-dev", "${data.aws_iam_role.other.name}"]);
});
