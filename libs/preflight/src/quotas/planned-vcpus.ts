import { blocksOf, numberOf, type PlannedResource, textOf } from "../planned/planned-resource";

/** A group of instances that may grow. */
export interface GrowingGroup {
  readonly address: string;
  /** Instances that it may have more than today. */
  readonly more: number;
  /** Types of which each instance is one; empty if they are not written down. */
  readonly instanceTypes: readonly string[];
}

/** Groups of a Region that are made or whose greatest size is raised. */
export function growingGroups(resources: readonly PlannedResource[], region: string): GrowingGroup[] {
  const templates = resources.filter(({ type }) => type === "aws_launch_template");
  return resources
    .filter(
      ({ type, change, region: own }) =>
        type === "aws_autoscaling_group" && change !== "delete" && own === region,
    )
    .map((group) => ({
      address: group.address,
      more:
        (numberOf(group.values, "max_size") ?? 0) -
        (group.before ? (numberOf(group.before, "max_size") ?? 0) : 0),
      instanceTypes: typesOf(group, templates),
    }))
    .filter(({ more }) => more > 0);
}

function typesOf({ values }: PlannedResource, templates: readonly PlannedResource[]): string[] {
  const mixed = blocksOf(values, "mixed_instances_policy").flatMap((policy) =>
    blocksOf(policy, "launch_template"),
  );
  const overrides = mixed.flatMap((template) => blocksOf(template, "override"));
  const named = overrides.flatMap((override) => textOf(override, "instance_type") ?? []);
  if (overrides.length > 0) return named.length === overrides.length ? named : [];
  const specifications = mixed.flatMap((template) => blocksOf(template, "launch_template_specification"));
  const references = [
    ...specifications.map((specification) => specification["launch_template_id"]),
    ...blocksOf(values, "launch_template").map(({ id }) => id),
  ].map(String);
  const ofReference = templates.filter(({ address, values: own }) =>
    references.some((text) => text === `\${${address}.id}` || text === own["id"]),
  );
  // A plan knows no ids of what it makes: then any template of the cell may be the group's.
  const candidates = ofReference.length > 0 ? ofReference : templates;
  const types = candidates.map(({ values: own }) => textOf(own, "instance_type"));
  return types.length > 0 && types.every((type) => type !== undefined) ? types : [];
}
