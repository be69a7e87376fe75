import { resolve } from "node:path";

import { type CtyObject, isWhollyKnown } from "../cty/cty-value";
import { type ServedSchema } from "../plugin/served-schema";
import { readSchemas } from "../schema/bindings-folder";
import { configure } from "../testing/proposal";
import { SESSION } from "../testing/session";
import { TAGFORM_TYPES } from "../testing/tagform-types";
import { readDataSource } from "./read-data-source";

let schema: ServedSchema;
beforeAll(async () => (schema = await readSchemas(resolve(__dirname, "../../../.."), TAGFORM_TYPES)));

function read(type: string, given: CtyObject = {}): CtyObject {
  const block = schema.dataSources[type]!;
  return readDataSource(type, block, configure(block, given), SESSION);
}

test.each(TAGFORM_TYPES.dataSources)("%s is answered completely", (type) => {
  const given =
    { aws_availability_zone: { name: "eu-west-1b" }, aws_ssm_parameter: { name: "x" } }[type] ?? {};
  expect(isWhollyKnown(read(type, given))).toBe(true);
});

test("the caller is the role that was assumed", () => {
  expect(read("aws_caller_identity")).toMatchObject({ account_id: "111122223333", arn: SESSION.caller.arn });
});

test("zones have the ids that AWS gives them, and can be excluded", () => {
  expect(read("aws_availability_zones", { exclude_names: ["eu-west-1b"] })).toMatchObject({
    names: ["eu-west-1a", "eu-west-1c"],
    zone_ids: ["euw1-az1", "euw1-az3"],
  });
  expect(read("aws_availability_zone", { zone_id: "euw1-az2" })).toMatchObject({ name: "eu-west-1b" });
});

test("a public parameter of an image gives an image id", () => {
  const name = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64";
  expect(read("aws_ssm_parameter", { name })["value"]).toMatch(/^ami-[0-9a-f]{17}$/);
});

test("a load balancer is found in the Region that was asked for, and differs from that of another Region", () => {
  const find = (region: string) => read("aws_lb", { name: "web", region });
  expect(find("eu-west-1")).toMatchObject({
    dns_name: expect.stringMatching(/^web-\d+\.eu-west-1\.elb\.amazonaws\.com$/),
    region: "eu-west-1",
    internal: false,
  });
  expect(find("eu-west-2")["zone_id"]).not.toBe(find("eu-west-1")["zone_id"]);
});

test("a hosted zone without an id has one that its name decides", () => {
  const { zone_id: id } = read("aws_route53_zone", { name: "example.com." });
  expect(read("aws_route53_zone", { name: "example.com" })).toMatchObject({
    zone_id: id,
    private_zone: false,
  });
});

test("a key is that of the account and Region that the ARN of its alias names", () => {
  const key = read("aws_kms_key", { key_id: "arn:aws:kms:us-east-1:999999999999:alias/archive" });
  expect(key["arn"]).toMatch(/^arn:aws:kms:us-east-1:999999999999:key\/[0-9a-f]{8}-/);
  expect(read("aws_kms_key", { key_id: "alias/own" })["arn"]).toMatch(
    /^arn:aws:kms:eu-west-1:111122223333:key\//,
  );
});

test("an organization is set up, an account has a detector in each Region, and Control Tower its log group", () => {
  expect(read("aws_organizations_organization")).toMatchObject({
    aws_service_access_principals: expect.arrayContaining(["config-multiaccountsetup.amazonaws.com"]),
    enabled_policy_types: expect.arrayContaining(["RESOURCE_CONTROL_POLICY"]),
  });
  const detector = (region: string) => read("aws_guardduty_detector", { region })["id"];
  expect(detector("us-east-1")).not.toBe(detector("eu-central-1"));
  expect(read("aws_cloudwatch_log_groups", { log_group_name_prefix: "a/b" })).toMatchObject({
    log_group_names: ["a/b"],
  });
});

test("a data source that cannot be answered is refused, with those that can", () => {
  expect(() => readDataSource("aws_instances", { attributes: {}, blocks: {} }, {}, SESSION)).toThrow(
    /^data source aws_instances cannot be answered\n.*aws_vpc\.$/,
  );
});
