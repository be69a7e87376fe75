import { QUEUE_KEYS } from "@tagform/delivery-queue";
import { attributeArn, type Statement } from "@tagform/delivery-roles";
import { dispatchName, pipelineName, queueTableName, stepProjectName } from "@tagform/deployment";

import { arnIn } from "../arn";
import type { DeliveryPlace } from "../delivery-place";

/** A topic, and the key that encrypts what is sent to it. */
export interface DispatchTopic {
  readonly topicArn: string;
  readonly keyArn: string;
}

export interface DispatchPermissionsProps {
  readonly place: DeliveryPlace;
  readonly notifications: DispatchTopic;
  /** ARN of the queue of what nobody took. */
  readonly deadLettersArn: string;
  /** Of the queue table. */
  readonly tableKeyArn: string;
}

/** All that the dispatch function may do. */
export function dispatchPermissions(props: DispatchPermissionsProps): Statement[] {
  const { place, deadLettersArn } = props;
  const { environment } = place;
  return [
    {
      sid: "OwnLogs",
      actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
      resources: [arnIn(place, "logs", `log-group:/aws/lambda/${dispatchName(environment)}:*`)],
    },
    ...queue(props),
    {
      sid: "Executions",
      actions: ["StartPipelineExecution", "GetPipelineExecution", "ListActionExecutions"].map(
        (action) => `codepipeline:${action}`,
      ),
      resources: [arnIn(place, "codepipeline", pipelineName(environment))],
    },
    {
      sid: "Records",
      actions: ["codebuild:StartBuild", "codebuild:BatchGetBuilds"],
      resources: [arnIn(place, "codebuild", `project/${stepProjectName(environment, "record")}`)],
    },
    ...notify(props),
    { sid: "DeadLetters", actions: ["sqs:SendMessage"], resources: [attributeArn(deadLettersArn)] },
  ];
}

function queue({ place, tableKeyArn }: DispatchPermissionsProps): Statement[] {
  const table = arnIn(place, "dynamodb", `table/${queueTableName(place.environment)}`);
  return [
    {
      sid: "Queue",
      // A transaction is allowed by what it is made of.
      actions: ["Query", "PutItem", "UpdateItem", "DeleteItem"].map((action) => `dynamodb:${action}`),
      resources: [table],
    },
    {
      sid: "OpenDeliveries",
      actions: ["dynamodb:Query"],
      resources: [`${table}/index/${QUEUE_KEYS.index}`],
    },
    {
      sid: "Stream",
      actions: ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"],
      resources: [`${table}/stream/*`],
    },
    {
      sid: "Streams",
      actions: ["dynamodb:ListStreams"],
      resources: {
        everything: {
          reason: "IAM knows no smaller set for this action; it tells names of streams, nothing in them",
        },
      },
    },
    {
      sid: "QueueKey",
      actions: ["kms:Decrypt", "kms:GenerateDataKey"],
      resources: [attributeArn(tableKeyArn)],
      conditions: [viaService(place, "dynamodb")],
    },
  ];
}

const notify = ({ place, notifications }: DispatchPermissionsProps): Statement[] => [
  { sid: "Notifications", actions: ["sns:Publish"], resources: [attributeArn(notifications.topicArn)] },
  {
    sid: "NotificationsKey",
    actions: ["kms:Decrypt", "kms:GenerateDataKey"],
    resources: [attributeArn(notifications.keyArn)],
    conditions: [viaService(place, "sns")],
  },
];

const viaService = ({ region }: DeliveryPlace, service: string) => ({
  test: "StringEquals",
  variable: "kms:ViaService",
  values: [`${service}.${region}.amazonaws.com`],
});
