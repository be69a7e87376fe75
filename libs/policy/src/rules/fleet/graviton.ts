import type { ConfigurationRule } from "../../rule";
import { violationsOf } from "../../violations";
import { fleet, OWN_TEMPLATE, template } from "./examples";
import { architectureOf, typesOf } from "./fleet-parts";

export const graviton: ConfigurationRule = {
  id: "TAGFORM_FLEET_15",
  title: "Instances run on Graviton where their programs can",
  severity: "low",
  why: "The same work on arm64 takes less energy and costs about a fifth less.",
  fix: "Choose types of a Graviton family and the image of arm64, or accept the finding with what needs x86.",
  link: "https://docs.aws.amazon.com/wellarchitected/latest/sustainability-pillar/sus_sus_hardware_a3.html",
  appliesTo: "configuration",
  check: (configuration) =>
    violationsOf(configuration.ofType("aws_autoscaling_group"), (group) => {
      const types = typesOf(group, configuration);
      const isX86 = types.length > 0 && types.every((type) => architectureOf(type) === "x86_64");
      return isX86 ? `it starts ${types.join(", ")}, all of x86_64` : undefined;
    }),
  passes: fleet(OWN_TEMPLATE, { web: template({ instance_type: "m7g.large" }) }),
  fails: fleet(OWN_TEMPLATE, { web: template({ instance_type: "m7i.large" }) }),
};
