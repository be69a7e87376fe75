import type { JsonObject } from "@tagform/hcl";

import type { Block } from "../../document/configuration";
import { blockOf, blocksOf, isGiven, parsedOf, textOf } from "../../document/values";

/** Containers of a task definition; an empty list where they are not known before AWS is asked. */
export function containersOf({ body }: Block): JsonObject[] {
  return blocksOf(parsedOf(textOf(body["container_definitions"])));
}

export const nameOf = (container: JsonObject): string => textOf(container["name"]) ?? "a container";

/** CPU and memory of a container, or of the task that holds it. */
export function isLimited(container: JsonObject, { body }: Block): boolean {
  const cpu = isGiven(container["cpu"]) || isGiven(body["cpu"]);
  return cpu && (isGiven(container["memory"]) || isGiven(body["memory"]));
}

/** Services that run a task definition, and are behind a load balancer. */
export const isBalanced = (service: Block): boolean =>
  Object.keys(blockOf(service.body["load_balancer"])).length > 0;
