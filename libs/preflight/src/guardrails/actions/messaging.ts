import { passRole, reference, type ServiceActions } from "./type-actions";

export const SNS: ServiceActions = {
  source: reference("list_amazonsns"),
  types: {
    aws_sns_topic: {
      arn: "arn:{partition}:sns:{region}:{account}:{name}",
      create: ["sns:CreateTopic", "sns:TagResource"],
      createWithSome: ["sns:SetTopicAttributes"],
      update: ["sns:SetTopicAttributes", "sns:TagResource", "sns:UntagResource"],
      delete: ["sns:DeleteTopic"],
    },
    aws_sns_topic_policy: {
      arn: "arn:{partition}:sns:{region}:{account}:*",
      create: ["sns:SetTopicAttributes"],
      update: ["sns:SetTopicAttributes"],
      delete: ["sns:SetTopicAttributes"],
    },
    aws_sns_topic_subscription: {
      arn: "arn:{partition}:sns:{region}:{account}:*",
      create: ["sns:Subscribe"],
      createWithSome: ["sns:SetSubscriptionAttributes"],
      update: ["sns:SetSubscriptionAttributes"],
      delete: ["sns:Unsubscribe"],
    },
  },
};

export const SQS: ServiceActions = {
  source: reference("list_amazonsqs"),
  types: {
    aws_sqs_queue: {
      arn: "arn:{partition}:sqs:{region}:{account}:{name}",
      create: ["sqs:CreateQueue", "sqs:TagQueue"],
      update: ["sqs:SetQueueAttributes", "sqs:TagQueue", "sqs:UntagQueue"],
      delete: ["sqs:DeleteQueue"],
    },
    aws_sqs_queue_policy: {
      arn: "arn:{partition}:sqs:{region}:{account}:*",
      create: ["sqs:SetQueueAttributes"],
      update: ["sqs:SetQueueAttributes"],
      delete: ["sqs:SetQueueAttributes"],
    },
  },
};

export const EVENTS: ServiceActions = {
  source: reference("list_amazoneventbridge"),
  types: {
    aws_cloudwatch_event_rule: {
      arn: "arn:{partition}:events:{region}:{account}:rule/{name}",
      create: ["events:PutRule", "events:TagResource"],
      update: ["events:PutRule", "events:TagResource", "events:UntagResource"],
      delete: ["events:DeleteRule"],
    },
    aws_cloudwatch_event_target: {
      arn: "arn:{partition}:events:{region}:{account}:rule/{rule}",
      create: ["events:PutTargets"],
      createWithSome: [passRole("role_arn")],
      update: ["events:PutTargets"],
      delete: ["events:RemoveTargets"],
    },
  },
};

export const SCHEDULER: ServiceActions = {
  source: reference("list_amazoneventbridgescheduler"),
  types: {
    aws_scheduler_schedule: {
      arn: "arn:{partition}:scheduler:{region}:{account}:schedule/{group_name}/{name}",
      create: ["scheduler:CreateSchedule", passRole("target.role_arn")],
      update: ["scheduler:UpdateSchedule", passRole("target.role_arn")],
      delete: ["scheduler:DeleteSchedule"],
    },
    aws_scheduler_schedule_group: {
      arn: "arn:{partition}:scheduler:{region}:{account}:schedule-group/{name}",
      create: ["scheduler:CreateScheduleGroup", "scheduler:TagResource"],
      update: ["scheduler:TagResource", "scheduler:UntagResource"],
      delete: ["scheduler:DeleteScheduleGroup"],
    },
  },
};
