import type { JsonObject } from "@tagform/hcl";

import { blockOf, blocksOf, textOf, textsOf } from "./values";

/** A resource as a plan would leave it. */
export interface PlannedResource {
  readonly address: string;
  readonly type: string;
  /** Arguments and attributes, as far as they are known. */
  readonly after: JsonObject;
}

/** `terraform show -json` of a saved plan, as rules read it. */
export class PlanDocument {
  /** Resources that the plan makes or changes. */
  public readonly changed: readonly PlannedResource[];

  public constructor(plan: JsonObject) {
    this.changed = blocksOf(plan["resource_changes"]).flatMap((resource) => {
      const change = blockOf(resource["change"]);
      const actions = textsOf(change["actions"]);
      const isManaged = resource["mode"] === "managed";
      if (!isManaged || !actions.some((action) => action === "create" || action === "update")) return [];
      return [
        {
          address: textOf(resource["address"]) ?? "",
          type: textOf(resource["type"]) ?? "",
          after: blockOf(change["after"]),
        },
      ];
    });
  }
}
