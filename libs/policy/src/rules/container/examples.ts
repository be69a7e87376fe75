import type { JsonObject } from "@tagform/hcl";

import { cellOf } from "../examples";

const IMAGE = "111122223333.dkr.ecr.us-east-1.amazonaws.com/web:v1.2.3";

/** A task of one container. */
export const task = (
  container: JsonObject,
  more: JsonObject = { cpu: "256", memory: "512" },
): JsonObject => ({
  resource: {
    aws_ecs_task_definition: {
      web: {
        ...{
          family: "web",
          container_definitions: JSON.stringify([{ name: "web", image: IMAGE, ...container }]),
        },
        ...more,
      },
    },
  },
});

export const CLUSTER = { aws_ecs_cluster: { main: { name: "main" } } };

/** A service in a cell of prod. */
export const service = (more: JsonObject): JsonObject => ({
  provider: cellOf("prod"),
  resource: {
    ...CLUSTER,
    aws_ecs_service: {
      web: { name: "web", cluster: "${aws_ecs_cluster.main.id}", task_definition: "web:1", ...more },
    },
  },
});
