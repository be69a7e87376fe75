import type { ConfigurationRule } from "../../rule";
import { violationsOf } from "../../violations";
import { task } from "./examples";
import { containersOf, isLimited, nameOf } from "./task-parts";

export const limits: ConfigurationRule = {
  id: "TAGFORM_CONTAINER_2",
  title: "Containers have limits of CPU and memory",
  severity: "medium",
  why: "A container without limits takes what its neighbours need, until the host stops one of them.",
  fix: "Set cpu and memory of the task, or of each container.",
  link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html",
  appliesTo: "configuration",
  check: (configuration) =>
    violationsOf(configuration.ofType("aws_ecs_task_definition"), (definition) => {
      const free = containersOf(definition).filter((container) => !isLimited(container, definition));
      return free.length === 0 ? undefined : `${free.map(nameOf).join(", ")} has no limit of CPU or memory`;
    }),
  passes: task({}),
  fails: task({}, { requires_compatibilities: ["EC2"] }),
};
