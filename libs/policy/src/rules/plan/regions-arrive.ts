import type { PlannedResource } from "../../document/plan-document";
import { isObject, textOf } from "../../document/values";
import type { PlanRule } from "../../rule";
import { violationsOf } from "../../violations";
import { making } from "./examples";

/** The Region of the cell: what the provider's tags say, as far as a resource carries them. */
function scopeOf({ after: { tags_all: all } }: PlannedResource): string | undefined {
  return isObject(all) ? textOf(all["scope"]) : undefined;
}

export const regionsArrive: PlanRule = {
  id: "TAGFORM_CELL_7",
  title: "A resource of a Regional cell is made in the Region of its cell, unless that is the point of it",
  severity: "low",
  why: "What is made elsewhere is found by nobody, and stays when the Region is given up.",
  fix: "Remove the region argument, or move the resource to a cell of that Region. A replica is made elsewhere on purpose: whoever approves its plan reads so once.",
  link: "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/enhanced-region-support",
  appliesTo: "plan",
  whyPlan: "the provider fills in the region of every resource when it plans",
  check: ({ changed }) =>
    violationsOf(changed, (resource) => {
      const [scope, region] = [scopeOf(resource), textOf(resource.after["region"])];
      const isElsewhere =
        scope !== undefined && scope !== "global" && region !== undefined && region !== scope;
      return isElsewhere ? `it is made in ${region}, and its cell is of ${scope}` : undefined;
    }),
  passes: making("aws_sns_topic", { region: "eu-central-1", tags_all: { scope: "eu-central-1" } }),
  fails: making("aws_sns_topic", { region: "us-east-1", tags_all: { scope: "eu-central-1" } }),
};
