import { type Region } from "@tagform/deployment";

import { awsClientSettings } from "../aws-client";
import { type Cloud } from "../cloud";
import { thisMachine } from "./machine";
import { type FoundBuild, type Witnesses } from "./run-life";

/** This machine, and CodeBuild in the Region where an environment is delivered. */
export async function witnesses(cloud: Cloud, region: Region): Promise<Witnesses> {
  return { machine: await thisMachine(), findBuild: (id) => findBuild(cloud, region, id) };
}

async function findBuild(cloud: Cloud, region: Region, id: string): Promise<FoundBuild | undefined> {
  const { BatchGetBuildsCommand, CodeBuildClient } = await import("@aws-sdk/client-codebuild");
  const client = new CodeBuildClient(awsClientSettings(cloud, region, "CODEBUILD"));
  try {
    const { builds = [] } = await client.send(new BatchGetBuildsCommand({ ids: [id] }));
    const build = builds.find((one) => one.id === id);
    if (build === undefined) return undefined;
    return { isOver: build.buildComplete === true, status: build.buildStatus ?? "status unknown" };
  } finally {
    client.destroy();
  }
}
