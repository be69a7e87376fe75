import { CodebuildWebhook } from "@cdktf/provider-aws/lib/codebuild-webhook";
import { Construct } from "constructs";

import type { DeliveryPlace } from "../delivery-place";
import type { RepositoryConfig } from "../repository";
import type { RepositoryHost, TagTriggerProps } from "./repository-host";

type HostedRepository = Exclude<RepositoryConfig, { host: "codecommit" }>;

const SITES = {
  github: { type: "GITHUB", address: "https://github.com" },
  gitlab: { type: "GITLAB", address: "https://gitlab.com" },
  bitbucket: { type: "BITBUCKET", address: "https://bitbucket.org" },
} as const satisfies Record<HostedRepository["host"], object>;

/** A repository with GitHub, GitLab or Bitbucket, which CodeBuild reaches by a connection. */
export const codeConnectionsHost = (
  { host, repository, connectionArn }: HostedRepository,
  place: DeliveryPlace,
): RepositoryHost => ({
  source: {
    type: SITES[host].type,
    location: `${SITES[host].address}/${repository}.git`,
    gitCloneDepth: 0,
    auth: { type: "CODECONNECTIONS", resource: connectionArn },
  },
  startOnTag: (scope, id, props) => new TagWebhook(scope, id, place, props),
});

/**
 * Define a webhook that starts the source project for each tag of the environment that is pushed. CodeBuild tells the build
 * which one, as `CODEBUILD_WEBHOOK_TRIGGER`: `tag/dev_us-east-1/research/1.0`.
 *
 * A tag that is moved is pushed, too: the source step refuses it, and the failed build is reported. GitHub and GitLab send
 * nothing when more than three tags are pushed at once: the sweep finds those.
 *
 * https://docs.aws.amazon.com/codebuild/latest/userguide/github-webhook.html
 */
class TagWebhook extends Construct {
  public constructor(
    scope: Construct,
    id: string,
    { environment }: DeliveryPlace,
    { project }: TagTriggerProps,
  ) {
    super(scope, id);
    new CodebuildWebhook(this, "webhook", {
      projectName: project.name,
      buildType: "BUILD",
      filterGroup: [
        {
          filter: [
            { type: "EVENT", pattern: "PUSH" },
            // Anchored and up to the underscore: `dev` is not `devops`.
            { type: "HEAD_REF", pattern: `^refs/tags/${environment}_` },
          ],
        },
      ],
    });
  }
}
