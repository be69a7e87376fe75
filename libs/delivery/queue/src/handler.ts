// The program of the dispatch function.
import { CodeBuildClient } from "@aws-sdk/client-codebuild";
import { CodePipelineClient } from "@aws-sdk/client-codepipeline";
import { PublishCommand, SNSClient } from "@aws-sdk/client-sns";

import { AwsRunner } from "./aws-runner";
import { Dispatcher } from "./dispatcher";
import { queueIn } from "./dynamo-queue";
import { JsonJournal } from "./journal";
import { topicMessage } from "./notice";
import { readSettings } from "./settings";

let dispatcher: Promise<Dispatcher> | undefined;

/** Called by the table's stream, by the ends of executions and record builds, and by a schedule: all mean a tick. */
export async function handler(): Promise<void> {
  // One for all ticks of this instance, with its connections.
  dispatcher ??= connect(process.env);
  await (await dispatcher).tick();
}

async function connect(variables: Readonly<Record<string, string | undefined>>): Promise<Dispatcher> {
  const settings = readSettings(variables);
  const { environment, region, queueTable, notificationsTopic, maxRunning } = settings;
  const client = { region, maxAttempts: 5 };
  const sns = new SNSClient(client);
  const now = (): Date => new Date();
  return new Dispatcher({
    environment,
    queue: await queueIn({ tableName: queueTable, region }),
    runner: new AwsRunner({
      ...settings,
      codepipeline: new CodePipelineClient(client),
      codebuild: new CodeBuildClient(client),
    }),
    notify: async (notice) => {
      await sns.send(
        new PublishCommand({
          TopicArn: notificationsTopic,
          Subject: notice.subject,
          Message: topicMessage(notice),
          MessageStructure: "json",
        }),
      );
    },
    journal: new JsonJournal(environment, now, (line) => process.stdout.write(`${line}\n`)),
    maxRunning,
    now,
  });
}
