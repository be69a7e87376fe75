import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { terraformEnvironment } from "./terraform-environment";

const AMBIENT = {
  PATH: "/bin",
  AWS_PROFILE: "p",
  TF_WORKSPACE: "other",
  TF_CLI_ARGS_apply: "-auto-approve",
  TF_VAR_session: "x",
  TF_DATA_DIR: "elsewhere",
  TF_LOG: "debug",
  TF_CLI_CONFIG_FILE: "/home/user/.terraformrc",
};
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tagform-tf-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("ambient settings do not change what runs; the registry may be reached as the user set it up", async () => {
  expect(await terraformEnvironment({ env: AMBIENT, provider: { kind: "registry" }, folder })).toEqual({
    PATH: "/bin",
    AWS_PROFILE: "p",
    TF_LOG: "debug",
    TF_CLI_CONFIG_FILE: "/home/user/.terraformrc",
    TF_IN_AUTOMATION: "1",
    TF_INPUT: "0",
    CHECKPOINT_DISABLE: "1",
  });
});

test("with a mirror the user's CLI configuration is replaced by one that knows only the mirror", async () => {
  const env = await terraformEnvironment({
    env: AMBIENT,
    additions: { TF_VAR_session: "y" },
    provider: { kind: "mirror", directory: '/a "b" ${c}' },
    folder,
  });
  expect(env).toMatchObject({ TF_VAR_session: "y", TF_CLI_CONFIG_FILE: join(folder, "terraform.tfrc") });
  expect(readFileSync(join(folder, "terraform.tfrc"), "utf8")).toBe(
    'provider_installation {\n  filesystem_mirror {\n    path = "/a \\"b\\" ${c}"\n  }\n}\n',
  );
});
