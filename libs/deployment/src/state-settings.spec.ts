import { UserError } from "@tagform/outcome";

import type { StateSettings } from "./state-location";
import { resolveStateSettings, type StateSettingSources } from "./state-settings";

const data: StateSettings = { tfBackendConfigPrefix: "data", buildRegion: "us-east-1", layout: "regional" };
const resolve = (sources: Partial<StateSettingSources> = {}) =>
  resolveStateSettings({ option: {}, environmentVariable: {}, data, ...sources });

test("the environment's data counts when nothing else is given", () => {
  expect(resolve()).toEqual({
    settings: data,
    origins: {
      tfBackendConfigPrefix: { kind: "data", name: "state.tfBackendConfigPrefix" },
      buildRegion: { kind: "data", name: "state.buildRegion" },
      layout: { kind: "data", name: "state.layout" },
    },
  });
});

test("TF_BACKEND_CONFIG_PREFIX comes before the data", () => {
  const { settings, origins } = resolve({ environmentVariable: { TF_BACKEND_CONFIG_PREFIX: "variable" } });
  expect(settings.tfBackendConfigPrefix).toBe("variable");
  expect(origins.tfBackendConfigPrefix).toEqual({
    kind: "environment-variable",
    name: "TF_BACKEND_CONFIG_PREFIX",
  });
});

test("an option comes before everything", () => {
  const { settings, origins } = resolve({
    option: { tfBackendConfigPrefix: "option", buildRegion: "eu-west-1" },
    environmentVariable: {
      TF_BACKEND_CONFIG_PREFIX: "variable",
      AWS_REGION: "us-west-2",
      CODEBUILD_BUILD_ID: "b",
    },
  });
  expect(settings).toEqual({ tfBackendConfigPrefix: "option", buildRegion: "eu-west-1", layout: "regional" });
  expect(origins.tfBackendConfigPrefix).toEqual({ kind: "option", name: "--tf-backend-config-prefix" });
  expect(origins.buildRegion).toEqual({ kind: "option", name: "--build-region" });
});

test("AWS_REGION is the build Region inside CodeBuild", () => {
  const { settings, origins } = resolve({
    environmentVariable: { AWS_REGION: "us-west-2", CODEBUILD_BUILD_ID: "project:1" },
  });
  expect(settings.buildRegion).toBe("us-west-2");
  expect(origins.buildRegion).toEqual({ kind: "environment-variable", name: "AWS_REGION" });
});

test("AWS_REGION of a laptop does not move the state", () => {
  expect(resolve({ environmentVariable: { AWS_REGION: "us-west-2" } }).settings.buildRegion).toBe(
    "us-east-1",
  );
});

test.each([
  [
    { environmentVariable: { TF_BACKEND_CONFIG_PREFIX: "" } },
    "TF_BACKEND_CONFIG_PREFIX is empty: give it a value or leave it out",
  ],
  [{ option: { buildRegion: "" } }, "--build-region is empty: give it a value or leave it out"],
  [
    { option: { buildRegion: "us-eest-1" } },
    '--build-region is "us-eest-1", which is no AWS Region, did you mean "us-east-1"?',
  ],
])("%j is refused, never skipped", (sources, message) => {
  expect(() => resolve(sources)).toThrow(new UserError(message));
});
