import { formatRunLabel, parseRunLabel, type RunLabel } from "./run-label";

const LOCAL: RunLabel = {
  run: "20261121T113417Z-dev-us-east-1-research",
  directory: "/home/ada lovelace/check=out/100%/runs/1",
  process: { pid: 7, started: "123", boot: "b-1", namespace: "pid:[4026531836]", machine: "m-1" },
};

test.each<[string, RunLabel]>([
  ["on a machine", LOCAL],
  [
    "in a container without a machine's id",
    { run: "r", process: { pid: 7, started: "1", boot: "b", namespace: "n" } },
  ],
  ["in CodeBuild", { run: "src", build: "tagform-dev-apply:5f0c", execution: "e-1" }],
])("a run %s is one line in the lock, and is read back from it", (_, label) => {
  const text = formatRunLabel(label);
  expect(text).not.toContain("\n");
  expect(parseRunLabel(text)).toEqual(label);
});

test.each(["", "somebody's note", "tagform", "tagform build=1", "other run=r"])("%j names no run", (text) => {
  expect(parseRunLabel(text)).toBeUndefined();
});

test("a process that is not told in full is none: it could be taken for another", () => {
  expect(parseRunLabel("tagform run=r process=7 boot=b")).toEqual({ run: "r" });
  expect(parseRunLabel("tagform run=r process=-1 boot=b namespace=n started=1")).toEqual({ run: "r" });
});
