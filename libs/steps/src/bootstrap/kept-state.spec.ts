import { writeFileSync } from "node:fs";

import { RefusedError } from "@tagform/outcome";

import { temporaryFolder } from "../fixtures/temporary-folder";
import { bootstrapFolder } from "./bootstrap-folder";
import { assertMoved, localState, type StateVersion } from "./kept-state";

async function stateOf(state: object): Promise<StateVersion> {
  const folder = bootstrapFolder(temporaryFolder());
  writeFileSync(folder.localState, JSON.stringify(state));
  return (await localState(folder))!;
}
const RESOURCES = [{ type: "aws_s3_bucket", name: "states" }];

test("a state that was moved has another lineage and the same content", async () => {
  const local = await stateOf({ lineage: "a", serial: 43, resources: RESOURCES, outputs: {} });
  const kept = await stateOf({ lineage: "b", serial: 1, resources: RESOURCES, outputs: {} });
  expect(() => assertMoved(local, kept, "s3://x/y", "/z")).not.toThrow();
});

test("of two different states neither is taken", async () => {
  const local = await stateOf({ lineage: "a", serial: 43, resources: RESOURCES, outputs: {} });
  const kept = await stateOf({ lineage: "a", serial: 44, resources: [], outputs: {} });
  const compare = (): void => assertMoved(local, kept, "s3://x/y", "/z/terraform.tfstate");
  expect(compare).toThrow(RefusedError);
  expect(compare).toThrow("s3://x/y (lineage a, serial 44) and /z/terraform.tfstate (lineage a, serial 43)");
});

test("no file, and what terraform leaves of a state that it moved, is no state", async () => {
  const folder = bootstrapFolder(temporaryFolder());
  expect(await localState(folder)).toBeUndefined();
  writeFileSync(folder.localState, "");
  expect(await localState(folder)).toBeUndefined();
});
