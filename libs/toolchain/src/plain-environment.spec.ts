import { plainEnvironment } from "./plain-environment";

test("neither credentials nor settings that change what is checked pass", () => {
  const env = {
    PATH: "/usr/bin",
    HOME: "/home/me",
    https_proxy: "http://proxy:3128",
    AWS_ACCESS_KEY_ID: "AKIA",
    AWS_SESSION_TOKEN: "secret",
    AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: "/v2",
    TF_CLI_ARGS: "-force",
    TFLINT_CONFIG_FILE: "/home/me/soft.hcl",
    CKV_SKIP_CHECK: "CKV_AWS_18",
    BC_API_KEY: "key",
    PYTHONPATH: "/home/me/lib",
    GITHUB_TOKEN: "token",
  };
  expect(plainEnvironment(env, { EXTRA: "1" })).toEqual({
    PATH: "/usr/bin",
    HOME: "/home/me",
    https_proxy: "http://proxy:3128",
    EXTRA: "1",
  });
});
