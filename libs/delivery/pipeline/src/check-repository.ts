import type { Place } from "@tagform/config";
import { physicalNameProblem, quote } from "@tagform/deployment";
import { check, type Issue } from "@tagform/outcome";

import type { RepositoryConfig } from "./repository";

const HOSTS = ["github", "gitlab", "bitbucket", "codecommit"] as const;
const CONNECTION =
  /^arn:aws[a-z-]*:(?:codeconnections|codestar-connections):(?<region>[a-z0-9-]+):(?<account>\d{12}):connection\/[0-9a-f-]+$/;
const HOSTED = /^[A-Za-z0-9][\w.-]*(?:\/[\w.-]+)+$/;

export function checkRepository(path: string, config: RepositoryConfig, place: Place): Issue[] {
  if (!HOSTS.includes(config.host)) {
    return [
      { path: `${path}.host`, message: `must be one of ${HOSTS.join(", ")}, got ${quote(config.host)}` },
    ];
  }
  if (config.host === "codecommit") {
    const problem = physicalNameProblem("codecommitRepository", config.repository);
    return problem === undefined ? [] : [{ path: `${path}.repository`, message: problem }];
  }
  return [
    ...check(
      HOSTED.test(config.repository),
      `${path}.repository`,
      `must be organization/repository, got ${quote(config.repository)}`,
    ),
    ...checkConnection(`${path}.connectionArn`, config.connectionArn, place),
  ];
}

/** CodeBuild uses connections of its own account and Region. */
function checkConnection(path: string, arn: string, { scope, accountId }: Place): Issue[] {
  const { region, account } = CONNECTION.exec(arn)?.groups ?? {};
  if (region === undefined) {
    const example = `arn:aws:codeconnections:${scope}:${accountId}:connection/<id>`;
    return [{ path, message: `must be the ARN of a connection such as ${example}, got ${quote(arn)}` }];
  }
  return check(
    region === scope && account === accountId,
    path,
    `must be a connection of account ${accountId} in ${scope}, where builds run, got one of ${account ?? ""} in ${region}`,
  );
}
