import { SchedulerSchedule } from "@cdktf/provider-aws/lib/scheduler-schedule";
import { SchedulerScheduleGroup } from "@cdktf/provider-aws/lib/scheduler-schedule-group";
import { attributeArn } from "@tagform/delivery-roles";
import { physicalName } from "@tagform/deployment";
import { suppress } from "@tagform/workload-kind";
import { Construct } from "constructs";

import { arnIn } from "../arn";
import type { DeliveryPlace } from "../delivery-place";
import { ServiceRole } from "../service-role";
import type { SourceProject } from "./repository-host";

export interface SweepProps {
  readonly place: DeliveryPlace;
  readonly project: SourceProject;
  /** ARN of the queue for starts that CodeBuild refused. */
  readonly deadLettersArn: string;
  /** How long a tag whose event was lost waits at most, in minutes. */
  readonly everyMinutes: number;
}

/**
 * Define what starts the source project from time to time without a tag: the source step then looks for every tag that was
 * never seen, because its event got lost.
 *
 * Cost: one short build each time.
 */
export class Sweep extends Construct {
  public constructor(scope: Construct, id: string, props: SweepProps) {
    super(scope, id);
    const { place, project, deadLettersArn, everyMinutes } = props;
    const name = `tagform-${place.environment}-sweep`;
    // A role can ask for the group of the schedule that it works for, not for the schedule:
    // https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html
    const group = new SchedulerScheduleGroup(this, "group", { name: physicalName("scheduleGroup", name) });
    const role = this.role(name, props);
    const schedule = new SchedulerSchedule(this, "schedule", {
      name: physicalName("schedule", name),
      groupName: group.name,
      description: `Looks for tags of ${place.environment} whose event got lost`,
      scheduleExpression: everyMinutes === 1 ? "rate(1 minute)" : `rate(${everyMinutes} minutes)`,
      flexibleTimeWindow: { mode: "OFF" },
      target: {
        arn: project.arn,
        roleArn: role.arn,
        deadLetterConfig: { arn: deadLettersArn },
        // The next one comes anyway.
        retryPolicy: { maximumEventAgeInSeconds: 600, maximumRetryAttempts: 10 },
      },
    });
    suppress(schedule, "CKV_AWS_297", {
      reason: "the schedule says that a project is started, and nothing else: there is no data to encrypt",
    });
  }

  private role(name: string, { place, project, deadLettersArn }: SweepProps): ServiceRole {
    return new ServiceRole(this, "start", {
      place,
      name,
      description: `Starts the source project of ${place.environment} to look for lost tags`,
      service: "scheduler.amazonaws.com",
      source: arnIn(place, "scheduler", `schedule-group/${name}`),
      statements: [
        {
          sid: "StartSource",
          actions: ["codebuild:StartBuild"],
          resources: [arnIn(place, "codebuild", `project/${project.name}`)],
        },
        { sid: "DeadLetters", actions: ["sqs:SendMessage"], resources: [attributeArn(deadLettersArn)] },
      ],
    });
  }
}
