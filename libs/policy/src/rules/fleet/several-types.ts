import type { Block, Configuration } from "../../document/configuration";
import { isGiven } from "../../document/values";
import type { ConfigurationRule } from "../../rule";
import { violationsOf } from "../../violations";
import { cellOf } from "../examples";
import { fleet, mixed, OWN_TEMPLATE, template } from "./examples";
import { fleetParts, templateOf, typesOf } from "./fleet-parts";

/** Elsewhere, where nobody waits, one type may be sold out for a while. */
const inProd = (configuration: Configuration): readonly Block[] =>
  configuration.cell.environment === "prod" ? configuration.ofType("aws_autoscaling_group") : [];

export const severalTypes: ConfigurationRule = {
  id: "TAGFORM_FLEET_4",
  title: "In prod a group may start more than one instance type",
  severity: "medium",
  why: "When its one type is sold out in a zone, a group cannot grow and cannot replace what failed.",
  fix: "List a second type of the same size (mixed_instances_policy), or describe types by attributes.",
  link: "https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-mixed-instances-groups.html",
  appliesTo: "configuration",
  check: (configuration) =>
    violationsOf(inProd(configuration), (group) => {
      const { overrides, template: specification } = fleetParts(group);
      const byAttributes =
        overrides.some(({ instance_requirements: attributes }) => isGiven(attributes)) ||
        isGiven(templateOf(specification, configuration)?.body["instance_requirements"]);
      const types = new Set(typesOf(group, configuration));
      return byAttributes || types.size !== 1 ? undefined : `it can start ${[...types].join()} only`;
    }),
  passes: {
    ...fleet(mixed({}, [{ instance_type: "m7g.large" }, { instance_type: "m6g.large" }])),
    provider: cellOf("prod"),
  },
  fails: {
    ...fleet(OWN_TEMPLATE, { web: template({ instance_type: "m7g.large" }) }),
    provider: cellOf("prod"),
  },
};
