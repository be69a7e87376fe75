import { resolve } from "node:path";

import { type CtyObject, UNKNOWN } from "../cty/cty-value";
import { readSchemas } from "../schema/bindings-folder";
import { configure } from "../testing/proposal";
import { TAGFORM_TYPES } from "../testing/tagform-types";
import { type ServedSchema } from "./served-schema";
import { validateConfig } from "./validate-config";

let schema: ServedSchema;
beforeAll(async () => (schema = await readSchemas(resolve(__dirname, "../../../.."), TAGFORM_TYPES)));

function problems(type: string, given: CtyObject): string[] {
  const block = schema.resources[type]!;
  return validateConfig(type, block, configure(block, given)).map(({ detail }) => detail);
}

test("a name and a name prefix exclude each other", () => {
  expect(problems("aws_lb", { name: "a", name_prefix: "b" })).toEqual([
    '"name", "name_prefix": only one of them can be specified',
  ]);
});

test("a route has exactly one destination and one target, which may become known later", () => {
  const route = { route_table_id: "rtb-1", destination_cidr_block: "0.0.0.0/0" };
  expect(problems("aws_route", { ...route, gateway_id: UNKNOWN })).toEqual([]);
  expect(problems("aws_route", { ...route, gateway_id: UNKNOWN, nat_gateway_id: "nat-1" })).toEqual([
    expect.stringMatching(/must be specified, gateway_id, nat_gateway_id are$/),
  ]);
  expect(problems("aws_route", route)).toEqual([expect.stringMatching(/must be specified, none is$/)]);
});

test("blocks exclude arguments", () => {
  const subnets = { subnets: ["subnet-1"], subnet_mapping: [{ subnet_id: "subnet-1" }] };
  expect(problems("aws_lb", subnets)).toHaveLength(1);
});

test.each(["10.0.0.0", "10.0.0.0/33", "10.0.0/8", "x"])("%s is no address range", (cidr_block) => {
  expect(problems("aws_vpc", { cidr_block })).toEqual([
    `"cidr_block" must be an address range such as 10.0.0.0/16, got "${cidr_block}"`,
  ]);
});

test("a policy is JSON", () => {
  expect(problems("aws_iam_policy", { policy: "{" })).toEqual([
    '"policy" contains an invalid JSON policy: got {',
  ]);
  expect(problems("aws_iam_policy", { policy: '{"Version":"2012-10-17"}' })).toEqual([]);
});
