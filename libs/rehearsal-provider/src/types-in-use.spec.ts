import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { typesOfConfiguration, typesOfState, uniteTypes } from "./types-in-use";

let directory: string;
beforeEach(async () => (directory = await mkdtemp(join(tmpdir(), "types-"))));
afterEach(() => rm(directory, { recursive: true }));

test("types are found in HCL and in JSON, those of other providers are not", async () => {
  await writeFile(
    join(directory, "cdk.tf"),
    'resource "aws_vpc" "a" {\n}\n  data  "aws_region" "b" {}\nresource "random_id" "c" {}\n# resource "aws_x" "y"\n',
  );
  await writeFile(
    join(directory, "more.tf.json"),
    JSON.stringify({ resource: { aws_lb: {}, terraform_data: {} }, data: { aws_ami: {} } }),
  );
  expect(await typesOfConfiguration([directory])).toEqual({
    resources: ["aws_lb", "aws_vpc"],
    dataSources: ["aws_ami", "aws_region"],
  });
});

test("types are found in a state", () => {
  const resources = [
    { mode: "managed", type: "aws_vpc" },
    { mode: "data", type: "aws_region" },
    { mode: "managed", type: "random_id" },
  ];
  expect(typesOfState(JSON.stringify({ resources }))).toEqual({
    resources: ["aws_vpc"],
    dataSources: ["aws_region"],
  });
});

test("lists are united without duplicates", () => {
  const types = { resources: ["aws_vpc", "aws_lb"], dataSources: [] };
  expect(uniteTypes([types, types])).toEqual({ resources: ["aws_lb", "aws_vpc"], dataSources: [] });
});
