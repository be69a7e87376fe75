import { literalOf } from "../../document/values";
import type { ConfigurationRule } from "../../rule";
import { violationsOf } from "../../violations";
import { task } from "./examples";
import { containersOf } from "./task-parts";

/** A digest, or a tag that is not `latest`. */
const FIXED = /@sha256:[0-9a-f]{64}$|:(?!latest$)[\w][\w.-]*$/;

export const noLatest: ConfigurationRule = {
  id: "TAGFORM_CONTAINER_1",
  title: "Containers run a tag or a digest, never latest",
  severity: "medium",
  why: "What latest means changes without a plan: a restart becomes a deployment, and a rollback has nothing to go back to.",
  fix: "Name the image by its digest or by the tag of its build.",
  link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-considerations.html",
  appliesTo: "configuration",
  check: (configuration) =>
    violationsOf(configuration.ofType("aws_ecs_task_definition"), (definition) => {
      const images = containersOf(definition).flatMap(({ image }) => literalOf(image) ?? []);
      const loose = images.filter((image) => !FIXED.test(image));
      return loose.length === 0 ? undefined : `it runs ${loose.join(", ")}`;
    }),
  passes: task({}),
  fails: task({ image: "111122223333.dkr.ecr.us-east-1.amazonaws.com/web:latest" }),
};
