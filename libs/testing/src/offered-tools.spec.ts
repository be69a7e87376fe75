import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { offeredTools } from "./offered-tools";

let checkout: string;

beforeEach(() => {
  checkout = mkdtempSync(join(tmpdir(), "tagform-offered-"));
  mkdirSync(join(checkout, ".tagform"));
});
afterEach(() => rmSync(checkout, { recursive: true, force: true }));

test("nothing is offered where set-up recorded nothing", () => {
  expect(offeredTools(checkout)).toEqual({});
});

test("what is recorded counts only while it is there", () => {
  const offered = { PROVIDER_MIRROR: checkout, AWS_PROVIDER_SCHEMA: join(checkout, "gone.json") };
  writeFileSync(join(checkout, ".tagform/offered.json"), JSON.stringify({ offered }));
  expect(offeredTools(checkout)).toEqual({ providerMirror: checkout });
});
