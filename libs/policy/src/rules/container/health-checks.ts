import { isGiven } from "../../document/values";
import type { ConfigurationRule } from "../../rule";
import { violationsOf } from "../../violations";
import { task } from "./examples";
import { containersOf, isBalanced } from "./task-parts";

const HEALTH = { healthCheck: { command: ["CMD-SHELL", "curl -f http://localhost/health"], interval: 30 } };

export const healthChecks: ConfigurationRule = {
  id: "TAGFORM_CONTAINER_3",
  title: "A task is checked: by a container's health check or by the load balancer of its service",
  severity: "medium",
  why: "A process that hangs is running, as far as ECS knows: without a check it is never replaced.",
  fix: "Add healthCheck to the essential container, or put the service behind a target group.",
  link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/healthcheck.html",
  appliesTo: "configuration",
  check: (configuration) =>
    violationsOf(configuration.ofType("aws_ecs_task_definition"), (definition) => {
      const containers = containersOf(definition);
      if (containers.length === 0) return undefined;
      const checked = containers.some(({ healthCheck }) => isGiven(healthCheck));
      const services = configuration.referring("aws_ecs_service", "task_definition", definition);
      const balanced = services.length > 0 && services.every(isBalanced);
      return checked || balanced
        ? undefined
        : "no container of it has a health check, and no load balancer looks at it";
    }),
  passes: task(HEALTH),
  fails: task({}),
};
