import { assertCloudIsSafe } from "@tagform/steps";

import { cloudFor } from "./cloud-for";
import { embeddedEnvironment } from "./embedded/environment";

const endpoint = "http://127.0.0.1:4566";
const embedded = { endpoint, environment: embeddedEnvironment(endpoint) };

test("the rehearsal provider needs no settings beside the configuration", () => {
  const cloud = cloudFor(embedded, { kind: "rehearsal", directory: "/mirror" });
  expect(cloud).toMatchObject({ kind: "embedded", overrides: {}, backendConfig: { use_path_style: "true" } });
  expect(() => assertCloudIsSafe(cloud)).not.toThrow();
});

test.each([{ kind: "registry" as const }, { kind: "mirror" as const, directory: "/mirror" }])(
  "the provider of a $kind has the embedded AWS as its proxy, so that no call leaves this machine",
  (provider) => {
    const cloud = cloudFor(embedded, provider);
    expect(() => assertCloudIsSafe(cloud)).not.toThrow();
    expect(cloud.overrides).toEqual({
      "rehearsal_override.tf": `provider "aws" {
  s3_use_path_style = true
  http_proxy        = "http://127.0.0.1:4566"
  https_proxy       = "http://127.0.0.1:4566"
  no_proxy          = "127.0.0.1"
  max_retries       = 4
}
`,
    });
  },
);

test("an embedded AWS elsewhere has no environment, and so no cloud", () => {
  expect(() => embeddedEnvironment("http://192.168.0.1:4566")).toThrow("is not on this machine");
});
