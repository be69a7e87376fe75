import { literalOf } from "../../document/values";
import type { ConfigurationRule } from "../../rule";
import { violationsOf } from "../../violations";
import { task } from "./examples";
import { containersOf } from "./task-parts";

const DATABASE =
  /(^|\/)(postgres|postgresql|mysql|mariadb|mongo|mongodb|redis|valkey|memcached|cassandra|elasticsearch|opensearch)(:|@|$)/i;

export const noDatabases: ConfigurationRule = {
  id: "TAGFORM_CONTAINER_7",
  title: "No database runs in a container",
  severity: "medium",
  why: "A task that is moved leaves its data behind; backups, failover and patches are what managed databases are for.",
  fix: "Use RDS, Aurora, DynamoDB or ElastiCache.",
  link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_data_volumes.html",
  appliesTo: "configuration",
  check: (configuration) =>
    violationsOf(configuration.ofType("aws_ecs_task_definition"), (definition) => {
      const images = containersOf(definition).flatMap(({ image }) => literalOf(image) ?? []);
      const found = images.filter((image) => DATABASE.test(image));
      return found.length === 0 ? undefined : `it runs ${found.join(", ")}`;
    }),
  passes: task({}),
  fails: task({ image: "111122223333.dkr.ecr.us-east-1.amazonaws.com/mirror/postgres:17.2" }),
};
