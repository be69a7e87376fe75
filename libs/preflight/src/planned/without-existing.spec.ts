import type { PlannedResource } from "./planned-resource";
import { withoutExisting } from "./without-existing";

const resource = (address: string, values: object = {}): PlannedResource => ({
  address,
  type: address.slice(0, address.indexOf(".")),
  change: "create",
  region: "us-east-1",
  values: { ...values },
});
const state = (...resources: object[]) => JSON.stringify({ version: 4, resources });
const existing = (type: string, name: string, attributes: object, more: object = {}) => ({
  ...{ mode: "managed", type, name, instances: [{ attributes }] },
  ...more,
});
const changes = (text: string, ...resources: PlannedResource[]) =>
  withoutExisting({ source: "configuration", resources }, text).resources.map(
    ({ change, address }) => `${change} ${address}`,
  );

test("what the state has is not created again, what it lacks is", () => {
  const text = state(existing("aws_vpc", "old", { cidr_block: "10.0.0.0/16", id: "vpc-1" }));
  expect(
    changes(text, resource("aws_vpc.old", { cidr_block: "10.0.0.0/16" }), resource("aws_vpc.new")),
  ).toEqual(["create aws_vpc.new"]);
});

test("an argument that is written down and differs is an update, a reference is not", () => {
  const text = state(
    existing("aws_autoscaling_group", "fleet", { max_size: 2, launch_template: [], name: "x" }),
  );
  const group = (values: object) => resource("aws_autoscaling_group.fleet", values);
  expect(changes(text, group({ max_size: 4 }))).toEqual(["update aws_autoscaling_group.fleet"]);
  expect(changes(text, group({ max_size: 2, name: "${aws_vpc.it.id}" }))).toEqual([]);
  const [update] = withoutExisting(
    { source: "configuration", resources: [group({ max_size: 4 })] },
    text,
  ).resources;
  expect(update).toMatchObject({ before: { max_size: 2 }, values: { max_size: 4 } });
});

test("what only the state has is deleted; data is nobody's", () => {
  const text = state(
    existing("aws_eip", "gone", { region: "eu-central-1" }),
    existing("aws_ami", "it", {}, { mode: "data" }),
  );
  expect(changes(text)).toEqual(["delete aws_eip.gone"]);
});

test("what is no state of this version is refused", () => {
  expect(() => changes(JSON.stringify({ version: 3 }))).toThrow("no state of Terraform in version 4");
});
