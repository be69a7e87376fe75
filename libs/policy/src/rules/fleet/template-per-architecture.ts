import { blockOf, literalOf } from "../../document/values";
import type { ConfigurationRule } from "../../rule";
import { violationsOf } from "../../violations";
import { fleet, mixed, template } from "./examples";
import { architectureOf, fleetParts, templateOf } from "./fleet-parts";

const X86 = {
  instance_type: "m7i.large",
  launch_template_specification: {
    launch_template_id: "${aws_launch_template.x86.id}",
    version: "${aws_launch_template.x86.latest_version}",
  },
};

export const templatePerArchitecture: ConfigurationRule = {
  id: "TAGFORM_FLEET_9",
  title: "A group of two CPU architectures has a launch template for each",
  severity: "high",
  why: "An image is of one architecture: instances of the other do not boot, and the group tries again for ever.",
  fix: "Give the overrides of the second architecture a launch_template_specification with its own image.",
  link: "https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-mixed-instances-groups-launch-template-overrides.html",
  appliesTo: "configuration",
  check: (configuration) =>
    violationsOf(configuration.ofType("aws_autoscaling_group"), (group) => {
      const { overrides, template: own } = fleetParts(group);
      const architectures = new Map<string, Set<string>>();
      for (const override of overrides) {
        const type = literalOf(override["instance_type"]);
        if (type === undefined) continue;
        const specification = blockOf(override["launch_template_specification"]);
        const used = templateOf(Object.keys(specification).length === 0 ? own : specification, configuration);
        const address = used?.address ?? "its launch template";
        architectures.set(address, (architectures.get(address) ?? new Set()).add(architectureOf(type)));
      }
      const mixedUp = [...architectures].filter(([, found]) => found.size > 1).map(([address]) => address);
      return mixedUp.length === 0 ? undefined : `${mixedUp.join(", ")} starts arm64 and x86_64`;
    }),
  passes: fleet(mixed({}, [{ instance_type: "m7g.large" }, X86]), {
    web: template(),
    x86: template({ name: "x86" }),
  }),
  fails: fleet(mixed({}, [{ instance_type: "m7g.large" }, { instance_type: "m7i.large" }])),
};
