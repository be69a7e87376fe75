import { execFileSync } from "node:child_process";

import { shellAssignments, shellWords } from "./shell-words";

test("a shell reads back what was quoted", () => {
  const words = ["plain/path-1.0", "two words", `it's "$HOME" \`x\` \\`, ""];
  const command = `${shellAssignments({ NAME: "a b" })}${shellWords(["printenv", "NAME"])}; ${shellWords(["printf", "%s|", ...words])}`;
  expect(execFileSync("/bin/sh", ["-c", command], { encoding: "utf8" })).toBe(`a b\n${words.join("|")}|`);
});
