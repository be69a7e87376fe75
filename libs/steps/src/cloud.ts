import { RefusedError } from "@tagform/outcome";
import { type ProviderSource } from "@tagform/toolchain";

import { readOptionalRunFile, type RunFile } from "./json-file";
import { type RunDirectory } from "./run-directory";

/** What AWS a run talks to, and through which provider. */
export interface Cloud {
  /** `embedded` is an AWS on this machine: every endpoint must be loopback. */
  readonly kind: "aws" | "embedded";
  /** Variables for every process that talks to AWS: `AWS_ENDPOINT_URL`, `AWS_ACCESS_KEY_ID`, ... */
  readonly environment: Readonly<Record<string, string>>;
  /** Additional `-backend-config` settings: `use_path_style`, `skip_requesting_account_id`, ... */
  readonly backendConfig: Readonly<Record<string, string>>;
  readonly provider: ProviderSource;
  /** Files laid beside the synthesized configuration, by name: `*_override.tf` only. */
  readonly overrides: Readonly<Record<string, string>>;
}

/** The real AWS, with the ambient credentials and the provider of the registry. */
export const REAL_AWS: Cloud = {
  kind: "aws",
  environment: {},
  backendConfig: {},
  provider: { kind: "registry" },
  overrides: {},
};

const CLOUD: RunFile<Cloud> = {
  name: "description of the cloud",
  writtenBy: "tagform rehearse",
  shape: {
    kind: "string",
    environment: "object",
    backendConfig: "object",
    provider: "object",
    overrides: "object",
  },
};

/**
 * The cloud of a run: that of its `cloud.json`, else the real AWS.
 *
 * @throws RefusedError if it is not safe, see {@link assertCloudIsSafe}
 */
export async function readCloud(files: RunDirectory): Promise<Cloud> {
  const cloud = (await readOptionalRunFile(files.cloud, CLOUD)) ?? REAL_AWS;
  assertCloudIsSafe(cloud);
  return cloud;
}

const LOOPBACK = /^(localhost|(.+\.)?localhost|127(\.\d{1,3}){3}|\[::1\])$/;
const OVERRIDE = /^[a-z0-9][a-z0-9_-]*_override\.tf$/;

/**
 * Refuse a cloud that could reach what it must not.
 *
 * @throws RefusedError if an embedded cloud has an endpoint that is not loopback or none at all, or if a
 * rehearsal provider or an override is to be used with the real AWS
 */
export function assertCloudIsSafe(cloud: Cloud): void {
  for (const name of Object.keys(cloud.overrides)) {
    if (!OVERRIDE.test(name)) {
      throw new RefusedError(`override "${name}" must be a file name that ends in _override.tf`);
    }
  }
  if (cloud.kind === "embedded") assertLoopback(cloud);
  else assertReal(cloud);
}

function assertReal(cloud: Cloud): void {
  if (cloud.provider.kind === "rehearsal") {
    throw new RefusedError("the rehearsal provider is not AWS: it is refused outside a rehearsal");
  }
  if (Object.keys(cloud.overrides).length > 0) {
    throw new RefusedError(
      `overrides are for rehearsals, the real AWS gets what was synthesized: ` +
        `remove ${Object.keys(cloud.overrides).join(", ")}`,
    );
  }
}

function assertLoopback(cloud: Cloud): void {
  const endpoints = Object.entries(cloud.environment).filter(([name]) => /^AWS_ENDPOINT_URL(_|$)/.test(name));
  if (cloud.environment["AWS_ENDPOINT_URL"] === undefined) {
    throw new RefusedError("an embedded AWS needs AWS_ENDPOINT_URL, or its calls would reach the real one");
  }
  for (const name of ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"]) {
    if (cloud.environment[name] === undefined) {
      throw new RefusedError(`an embedded AWS needs ${name} of its own, or the ambient one would be used`);
    }
  }
  const backend = Object.entries(cloud.backendConfig).filter(([name]) => /endpoint/.test(name));
  for (const [name, url] of [...endpoints, ...backend]) {
    if (!isLoopback(url)) {
      throw new RefusedError(
        `${name} of an embedded AWS is "${url}", only loopback addresses are allowed: 127.0.0.1, localhost`,
      );
    }
  }
}

function isLoopback(url: string): boolean {
  return URL.canParse(url) && LOOPBACK.test(new URL(url).hostname);
}
