import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { RefusedError } from "@tagform/outcome";

import { assertCloudIsSafe, type Cloud, readCloud, REAL_AWS } from "./cloud";
import { cloudEnvironment } from "./cloud-environment";
import { temporaryFolder } from "./fixtures/temporary-folder";
import { runDirectory } from "./run-directory";

const KEYS = { AWS_ACCESS_KEY_ID: "embedded", AWS_SECRET_ACCESS_KEY: "embedded" };
const embedded = (environment: Record<string, string>, more: Partial<Cloud> = {}): Cloud => ({
  kind: "embedded",
  environment: { ...KEYS, ...environment },
  backendConfig: {},
  provider: { kind: "rehearsal", directory: "/mirror" },
  overrides: {},
  ...more,
});

test.each(["http://127.0.0.1:4000", "http://localhost:1", "http://[::1]:1", "http://s3.localhost:80"])(
  "an embedded AWS at %s is allowed",
  (url) => {
    expect(() => assertCloudIsSafe(embedded({ AWS_ENDPOINT_URL: url }))).not.toThrow();
  },
);

test.each([
  "https://sts.amazonaws.com",
  "http://127.0.0.1.example.com:4000",
  "http://localhost.example.com",
  "http://user@10.0.0.1",
  "http://127.0.0.1@example.com",
  "http://0.0.0.0:1",
  "127.0.0.1:4000",
  "",
])("an embedded AWS at %j is refused", (url) => {
  expect(() => assertCloudIsSafe(embedded({ AWS_ENDPOINT_URL: url }))).toThrow(
    new RefusedError(
      `AWS_ENDPOINT_URL of an embedded AWS is "${url}", only loopback addresses are allowed: 127.0.0.1, localhost`,
    ),
  );
});

const AWS_ENDPOINT_URL = "http://127.0.0.1:4000";

test.each<[string, Cloud, string]>([
  ["without an endpoint", embedded({}), "needs AWS_ENDPOINT_URL"],
  [
    "with one endpoint of a service elsewhere",
    embedded({ AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_STS: "https://sts.amazonaws.com" }),
    "AWS_ENDPOINT_URL_STS",
  ],
  [
    "with a backend elsewhere",
    embedded({ AWS_ENDPOINT_URL }, { backendConfig: { endpoint: "https://s3.amazonaws.com" } }),
    "endpoint of an embedded AWS",
  ],
  [
    "without credentials of its own",
    { ...embedded({}), environment: { AWS_ENDPOINT_URL } },
    "needs AWS_ACCESS_KEY_ID of its own",
  ],
  [
    "with an override that is no file of its folder",
    embedded({ AWS_ENDPOINT_URL }, { overrides: { "../x_override.tf": "" } }),
    'override "../x_override.tf" must be a file name',
  ],
])("an embedded AWS %s is refused", (_, cloud, message) => {
  expect(() => assertCloudIsSafe(cloud)).toThrow(RefusedError);
  expect(() => assertCloudIsSafe(cloud)).toThrow(message);
});

test("the real AWS gets neither the rehearsal provider nor overrides", () => {
  expect(() => assertCloudIsSafe(REAL_AWS)).not.toThrow();
  const rehearsal: Cloud = { ...REAL_AWS, provider: { kind: "rehearsal", directory: "/mirror" } };
  expect(() => assertCloudIsSafe(rehearsal)).toThrow("the rehearsal provider is not AWS");
  const overridden: Cloud = { ...REAL_AWS, overrides: { "x_override.tf": "" } };
  expect(() => assertCloudIsSafe(overridden)).toThrow("overrides are for rehearsals");
});

test("a run without cloud.json is for the real AWS; one with an unreadable one is an error", async () => {
  const files = runDirectory(temporaryFolder());
  expect(await readCloud(files)).toEqual(REAL_AWS);
  writeFileSync(join(files.root, "cloud.json"), "{}");
  await expect(readCloud(files)).rejects.toThrow("is not a description of the cloud that this version");
});

test("an embedded AWS gets nothing of the ambient credentials, profiles and proxies", () => {
  const ambient = {
    PATH: "/bin",
    HOME: "/home/ada",
    AWS_PROFILE: "prod",
    AWS_SESSION_TOKEN: "secret",
    AWS_ENDPOINT_URL_S3: "https://elsewhere",
    HTTPS_PROXY: "http://proxy",
    GITHUB_TOKEN: "secret",
    TF_LOG: "debug",
  };
  const environment = cloudEnvironment(embedded({ AWS_ENDPOINT_URL }), ambient);
  expect(environment).toEqual({
    PATH: "/bin",
    HOME: "/home/ada",
    TF_LOG: "debug",
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    AWS_EC2_METADATA_DISABLED: "true",
    NO_PROXY: "127.0.0.1,localhost,::1",
    ...KEYS,
    AWS_ENDPOINT_URL,
  });
  expect(cloudEnvironment(REAL_AWS, ambient)).toEqual(ambient);
});
