import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { readOfferedTools } from "./offered-tools";

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "tagform-offered-"));
  mkdirSync(path.join(root, ".tagform"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const record = (text: string): void => writeFileSync(path.join(root, ".tagform/offered.json"), text);

test("what set-up recorded is read", async () => {
  record('{"offered":{"PROVIDER_MIRROR":"/a","TFLINT_PLUGIN_DIR":"/b"}}');
  expect(await readOfferedTools(root)).toEqual({ providerMirror: "/a", tflintPluginDirectory: "/b" });
});

test("without a record nothing is offered", async () => {
  expect(await readOfferedTools(root)).toEqual({});
});

test.each(["", "null", "{}", '{"offered":null}', '{"offered":{"PROVIDER_MIRROR":1}}'])(
  "a record that says %j offers nothing",
  async (text) => {
    record(text);
    expect(await readOfferedTools(root)).toEqual({});
  },
);
