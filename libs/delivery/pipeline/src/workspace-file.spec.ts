import { tmpdir } from "node:os";

import { workspaceFile, workspaceRoot } from "./workspace-file";

test("files are found from any depth, as a bundle lies deeper than its sources or less deep", () => {
  expect(workspaceFile("nx.json")).toContain('"targetDefaults"');
  expect(workspaceRoot(`${workspaceRoot()}/.tagform/build/apps-cli-src-main/0a1b`)).toBe(workspaceRoot());
});

test("outside of a workspace there is no file", () => {
  expect(() => workspaceRoot(tmpdir())).toThrow("is in no workspace: no folder above it has an nx.json");
});
