import type { CodebuildProjectSource } from "@cdktf/provider-aws/lib/codebuild-project";
import type { Construct } from "constructs";

import type { DeliveryPlace } from "../delivery-place";
import type { RepositoryConfig } from "../repository";
import { codeCommitHost } from "./codecommit-host";
import { codeConnectionsHost } from "./codeconnections-host";

/** The project that checks a tag and stores its commit, one for all ways in which it is started. */
export interface SourceProject {
  readonly name: string;
  readonly arn: string;
}

export interface TagTriggerProps {
  readonly project: SourceProject;
  /** The topic that is told of a tag that was moved or deleted. */
  readonly notificationsTopicArn: string;
  /** ARN of the queue for events that nobody took. */
  readonly deadLettersArn: string;
}

/** What CodeBuild has to know to clone a repository with its whole history. */
export type ProjectSource = Pick<CodebuildProjectSource, "type" | "location" | "gitCloneDepth" | "auth">;

/** Where the repository is: how it is cloned there, and how a new tag there starts the source project. */
export interface RepositoryHost {
  readonly source: ProjectSource;
  /** Define what starts the source project for each new deployment tag of the environment. */
  startOnTag(scope: Construct, id: string, props: TagTriggerProps): Construct;
}

export const repositoryHost = (repository: RepositoryConfig, place: DeliveryPlace): RepositoryHost =>
  repository.host === "codecommit"
    ? codeCommitHost(repository, place)
    : codeConnectionsHost(repository, place);
