import { checkStatePrefix, isRegion, type Region, REGIONS } from "@tagform/deployment";
import { check, type Issue } from "@tagform/outcome";

import type { EnvironmentConfig } from "./environment-config";

const BRANCH = /^[A-Za-z0-9][A-Za-z0-9._-]*(?:\/[A-Za-z0-9][A-Za-z0-9._-]*)*$/;
const REPOSITORY = /^[A-Za-z0-9][A-Za-z0-9._/-]*$/;
/** What `signedTags` may name. */
const SIGNER_FILES: ReadonlySet<string> = new Set(["allowedSigners", "gpgKeys"]);
const KMS_KEY_ARN =
  /^arn:(?<partition>aws[a-z-]*):kms:(?<region>[a-z0-9-]+):\d{12}:key\/(?:mrk-[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** What is decided once for an environment: its Regions and its Terraform backend. */
export function checkEnvironment(environment: EnvironmentConfig): Issue[] {
  const { name, repository, releaseBranch } = environment;
  return [
    ...check(
      REPOSITORY.test(repository),
      `${name}.repository`,
      `must be a repository's name, got "${repository}"`,
    ),
    ...check(
      BRANCH.test(releaseBranch),
      `${name}.releaseBranch`,
      `must be a branch's name such as "main", got "${releaseBranch}"`,
    ),
    ...checkSignedTags(environment),
    ...checkRegions(environment),
    ...checkState(environment),
  ];
}

function checkSignedTags({ name, signedTags }: EnvironmentConfig): Issue[] {
  if (signedTags === undefined) return [];
  const named = Object.entries(signedTags).filter(([kind]) => SIGNER_FILES.has(kind));
  const [[kind, path] = ["allowedSigners", undefined], ...others] = named;
  return [
    ...check(
      path !== undefined && others.length === 0,
      `${name}.signedTags`,
      `must have one of ${[...SIGNER_FILES].join(" and ")}, got ${JSON.stringify(signedTags)}`,
    ),
    ...check(
      path === undefined || isPathInside(path),
      `${name}.signedTags.${kind}`,
      `must be a path from the root of the repository such as "pipelines/allowed-signers", got "${path ?? ""}"`,
    ),
  ];
}

function isPathInside(path: string): boolean {
  return path.split("/").every((part) => /^[A-Za-z0-9._-]+$/.test(part) && !/^\.{1,2}$/.test(part));
}

function checkRegions(environment: EnvironmentConfig): Issue[] {
  const { name, regions, optInRegions = [], globalResourceDeployFromRegion: from } = environment;
  const partitions = [...new Set([...regions, environment.state.buildRegion].map(partitionOf))];
  const optIn = regions.filter((region) => REGIONS[region].optIn);
  return [
    ...check(regions.length > 0, `${name}.regions`, "must name at least one Region"),
    ...checkNoneTwice(`${name}.regions`, regions),
    ...check(
      partitions.length === 1,
      `${name}.regions`,
      `must be in one partition together with state.buildRegion, got ${partitions.join(" and ")}`,
    ),
    ...optIn
      .filter((region) => !optInRegions.includes(region))
      .map((region) => ({
        path: `${name}.regions`,
        message: `${region} must be switched on in every account first: do that, then list it in optInRegions`,
      })),
    ...optInRegions
      .filter((region) => !optIn.includes(region))
      .map((region) => ({
        path: `${name}.optInRegions`,
        message: `${region} is ${regions.includes(region) ? "on by default" : "not in regions"}: remove it`,
      })),
    ...check(
      regions.includes(from),
      `${name}.globalResourceDeployFromRegion`,
      `must be one of the environment's Regions ${regions.join(", ")}, got ${from}`,
    ),
  ];
}

const partitionOf = (region: Region): string => REGIONS[region].partition;

function checkState({ name, state }: EnvironmentConfig): Issue[] {
  const path = `${name}.state`;
  return [
    ...checkStatePrefix(`${path}.tfBackendConfigPrefix`, name, state),
    ...check(
      state.locks.length > 0,
      `${path}.locks`,
      'must name at least one of "s3" and "dynamodb": without a lock two deployments destroy each other\'s state',
    ),
    ...checkNoneTwice(`${path}.locks`, state.locks),
    ...(state.kmsKeyArn === undefined
      ? []
      : checkKmsKey(`${path}.kmsKeyArn`, state.kmsKeyArn, state.layout, state.buildRegion)),
  ];
}

function checkNoneTwice(path: string, values: readonly string[]): Issue[] {
  const repeated = values.filter((value, index) => values.indexOf(value) !== index);
  return check(repeated.length === 0, path, `must name nothing twice, got ${repeated.join(", ")} again`);
}

function checkKmsKey(
  path: string,
  arn: string,
  layout: EnvironmentConfig["state"]["layout"],
  buildRegion: Region,
): Issue[] {
  const { partition = "", region = "" } = KMS_KEY_ARN.exec(arn)?.groups ?? {};
  if (!isRegion(region) || REGIONS[region].partition !== partition) {
    const example = `arn:aws:kms:${buildRegion}:<account>:key/<key id>`;
    return check(false, path, `must be the ARN of a KMS key such as ${example}, got "${arn}"`);
  }
  if (layout === "regional") {
    const message = `is a key of ${region}, but the layout "regional" keeps states in every Region: leave it out`;
    return check(false, path, message);
  }
  const message = `must be a key of state.buildRegion ${buildRegion}, where the state bucket is, got one of ${region}`;
  return check(region === buildRegion, path, message);
}
