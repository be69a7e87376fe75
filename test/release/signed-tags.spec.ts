import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import { EXIT } from "@tagform/outcome";
import { WorkspaceCopy } from "@tagform/testing";

const CELL = "dev_global/research";
const SIGNERS = "pipelines/allowed-signers";

let copy: WorkspaceCopy;
beforeEach(() => {
  copy = new WorkspaceCopy(path.resolve(__dirname, "../.."), process.env);
  copy.replace(
    "environments/dev/index.ts",
    `approval: "none",`,
    `approval: "none", signedTags: { allowedSigners: "${SIGNERS}" },`,
  );
  copy.commit("Take signed tags only");
}, 60_000);
afterEach(() => copy.dispose());

/** A key outside the tree, as people have it. */
function useKey(): void {
  const key = path.join(copy.root, ".git/release-key");
  copy.run("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", "ada@example.com", "-f", key]);
  writeFileSync(path.join(copy.root, SIGNERS), `ada@example.com ${readFileSync(`${key}.pub`, "utf8")}`);
  copy.git("config", "gpg.format", "ssh");
  copy.git("config", "user.signingkey", key);
  copy.git("config", "gpg.ssh.allowedSignersFile", path.join(copy.root, SIGNERS));
}

test("tags of an environment that takes signed ones are signed without being asked", () => {
  useKey();
  copy.commit("Name who signs");
  expect(copy.tagform("tag", CELL)).toMatchObject({ exitCode: EXIT.ok });
  // Git itself verifies it, and fails otherwise.
  expect(() => copy.git("verify-tag", `${CELL}/1.0`)).not.toThrow();
}, 60_000);

test("without a key no such tag is made", () => {
  copy.git("config", "gpg.format", "ssh");
  const own = { GIT_CONFIG_GLOBAL: "/dev/null" };
  const { exitCode, stderr } = copy.run(process.execPath, [copy.program, "tag", CELL], own);
  expect({ exitCode, stderr }).toMatchObject({
    exitCode: EXIT.error,
    stderr: expect.stringContaining("user.signingkey") as string,
  });
  expect(copy.git("tag", "--list")).toBe("");
}, 60_000);
