import type { JsonObject } from "@tagform/hcl";

import type { Block, Configuration } from "../../document/configuration";
import { blockOf, blocksOf, literalOf } from "../../document/values";

/** What an Auto Scaling group starts, and in which proportions. */
export interface FleetParts {
  readonly distribution: JsonObject;
  readonly overrides: readonly JsonObject[];
  /** Specifications of launch templates: the group's own or that of its policy. */
  readonly template: JsonObject;
  readonly mixed: boolean;
}

export function fleetParts({ body }: Block): FleetParts {
  const policy = blockOf(body["mixed_instances_policy"]);
  const launch = blockOf(policy["launch_template"]);
  const mixed = Object.keys(policy).length > 0;
  return {
    distribution: blockOf(policy["instances_distribution"]),
    overrides: blocksOf(launch["override"]),
    template: mixed ? blockOf(launch["launch_template_specification"]) : blockOf(body["launch_template"]),
    mixed,
  };
}

/** The launch template of a specification, if it is of this cell. */
export function templateOf(specification: JsonObject, configuration: Configuration): Block | undefined {
  const { launch_template_id: id, id: plain, launch_template_name: named, name } = specification;
  return configuration.target(id ?? plain ?? named ?? name);
}

/** Graviton's letter stands behind the generation: m7g, c7gn, x2gd, im4gn; a1 was the first. */
export function architectureOf(instanceType: string): "arm64" | "x86_64" {
  return /^(a1|[a-z]+\d+g[a-z]*)\./.test(instanceType) ? "arm64" : "x86_64";
}

/** Instance types that a group names. */
export function typesOf(group: Block, configuration: Configuration): string[] {
  const { overrides, template } = fleetParts(group);
  const named = overrides.flatMap(({ instance_type: type }) => literalOf(type) ?? []);
  if (named.length > 0 || overrides.length > 0) return named;
  const own = literalOf(templateOf(template, configuration)?.body["instance_type"]);
  return own === undefined ? [] : [own];
}
