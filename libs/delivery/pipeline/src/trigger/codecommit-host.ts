import { Construct } from "constructs";

import { arnIn } from "../arn";
import type { DeliveryPlace } from "../delivery-place";
import { type EventPattern, EventRule } from "../event-rule";
import { notificationTemplate } from "../notification";
import type { RepositoryConfig } from "../repository";
import { ServiceRole } from "../service-role";
import type { RepositoryHost, TagTriggerProps } from "./repository-host";

type CodeCommitRepository = Extract<RepositoryConfig, { host: "codecommit" }>;

/** A repository in CodeCommit of the tooling account and the build Region. */
export const codeCommitHost = (
  { repository }: CodeCommitRepository,
  place: DeliveryPlace,
): RepositoryHost => ({
  source: {
    type: "CODECOMMIT",
    location: `https://git-codecommit.${place.region}.${urlSuffix(place)}/v1/repos/${repository}`,
    gitCloneDepth: 0,
  },
  startOnTag: (scope, id, props) => new TagRules(scope, id, { ...props, place, repository }),
});

const urlSuffix = ({ partition }: DeliveryPlace): string =>
  partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";

interface TagRulesProps extends TagTriggerProps {
  readonly place: DeliveryPlace;
  /** The repository's name. */
  readonly repository: string;
}

/**
 * Define the rules for tags of the environment: a new one starts the source project, one that is moved or deleted is
 * reported.
 *
 *     referenceCreated ──► CodeBuild, with TAGFORM_TAG
 *     referenceUpdated, referenceDeleted ──► topic
 *
 * https://docs.aws.amazon.com/codecommit/latest/userguide/monitoring-events.html
 */
class TagRules extends Construct {
  public constructor(scope: Construct, id: string, props: TagRulesProps) {
    super(scope, id);
    this.startBuilds(props);
    this.reportMovedTags(props);
  }

  private startBuilds(props: TagRulesProps): void {
    const { place, project, deadLettersArn } = props;
    const name = `tagform-${place.environment}-tag-created`;
    const role = new ServiceRole(this, "start", {
      place,
      name,
      description: `Starts the source project of ${place.environment} for a new tag`,
      service: "events.amazonaws.com",
      source: arnIn(place, "events", `rule/${name}`),
      statements: [
        {
          sid: "StartSource",
          actions: ["codebuild:StartBuild"],
          resources: [arnIn(place, "codebuild", `project/${project.name}`)],
        },
      ],
    });
    new EventRule(this, "created", {
      name,
      description: `A new deployment tag of ${place.environment} starts its source project`,
      pattern: tagEvents(props, ["referenceCreated"]),
      target: {
        arn: project.arn,
        roleArn: role.arn,
        values: { tag: "$.detail.referenceName" },
        // EventBridge quotes the value: whatever the tag is called, it is one text.
        template:
          '{"environmentVariablesOverride":[{"name":"TAGFORM_TAG","type":"PLAINTEXT","value":<tag>}]}',
      },
      deadLettersArn,
    });
  }

  private reportMovedTags(props: TagRulesProps): void {
    const { place, notificationsTopicArn, deadLettersArn } = props;
    const { environment } = place;
    new EventRule(this, "moved", {
      name: `tagform-${environment}-tag-moved`,
      description: `A deployment tag of ${environment} that is moved or deleted is reported`,
      pattern: tagEvents(props, ["referenceUpdated", "referenceDeleted"]),
      target: {
        arn: notificationsTopicArn,
        values: {
          tag: "$.detail.referenceName",
          event: "$.detail.event",
          caller: "$.detail.callerUserArn",
        },
        template: notificationTemplate({
          title: `A deployment tag of ${environment} was moved or deleted`,
          description: "<tag>",
          nextSteps: [
            "A deployment tag stays where it is: nothing is deployed by this. Ask who did it why",
            "To deploy another commit, make a new tag with a higher version: tagform tag",
          ],
          keywords: [environment, "<event>", "<caller>"],
        }),
      },
      deadLettersArn,
    });
  }
}

function tagEvents({ place, repository }: TagRulesProps, event: readonly string[]): EventPattern {
  return {
    source: ["aws.codecommit"],
    "detail-type": ["CodeCommit Repository State Change"],
    resources: [arnIn(place, "codecommit", repository)],
    detail: {
      event,
      referenceType: ["tag"],
      // Up to the underscore: `dev` is not `devops`.
      referenceName: [{ prefix: `${place.environment}_` }],
    },
  };
}
