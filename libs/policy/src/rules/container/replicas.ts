import type { Block, Configuration } from "../../document/configuration";
import { numberOf, textsWithin } from "../../document/values";
import type { ConfigurationRule } from "../../rule";
import { violationsOf } from "../../violations";
import { service } from "./examples";

const BREAKER = { deployment_circuit_breaker: { enable: true, rollback: true } };

/** The least that scaling leaves of a service; what it starts with, where nothing scales it. */
function least(block: Block, configuration: Configuration): number | undefined {
  const targets = configuration
    .ofType("aws_appautoscaling_target")
    .filter(({ body }) =>
      [...textsWithin(body["resource_id"])].some(({ text }) => text.includes(block.address)),
    );
  const scaled = targets.map(({ body }) => numberOf(body["min_capacity"]) ?? 0);
  return scaled.length > 0 ? Math.min(...scaled) : numberOf(block.body["desired_count"]);
}

export const replicas: ConfigurationRule = {
  id: "TAGFORM_CONTAINER_5",
  title: "In prod a service runs two tasks, at least",
  severity: "high",
  why: "While the only task is replaced, moved or broken, there is none.",
  fix: "Set desired_count, and min_capacity of its scaling target, to 2 or more.",
  link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service_definition_parameters.html",
  appliesTo: "configuration",
  check: (configuration) =>
    configuration.cell.environment !== "prod"
      ? []
      : violationsOf(configuration.ofType("aws_ecs_service"), (block) => {
          if (block.body["scheduling_strategy"] === "DAEMON") return undefined;
          const count = least(block, configuration) ?? 0;
          return count >= 2 ? undefined : `it may run ${count} tasks`;
        }),
  passes: service({ ...BREAKER, desired_count: 2 }),
  fails: service({ ...BREAKER, desired_count: 1 }),
};
