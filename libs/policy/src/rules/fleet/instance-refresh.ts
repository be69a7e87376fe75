import { blocksOf, textOf } from "../../document/values";
import type { ConfigurationRule } from "../../rule";
import { violationsOf } from "../../violations";
import { fleet, OWN_TEMPLATE } from "./examples";
import { fleetParts } from "./fleet-parts";

const REFRESH = { instance_refresh: { strategy: "Rolling", preferences: { min_healthy_percentage: 100 } } };

export const instanceRefresh: ConfigurationRule = {
  id: "TAGFORM_FLEET_3",
  title: "A new launch template reaches running instances by instance refresh",
  severity: "medium",
  why: "Without one, a patched image is applied and reviewed, and runs nowhere until an instance happens to die. Versions $Default and $Latest change without a plan.",
  fix: "Add instance_refresh with strategy Rolling, and refer to the template's latest_version.",
  link: "https://docs.aws.amazon.com/autoscaling/ec2/userguide/asg-instance-refresh.html",
  appliesTo: "configuration",
  check: (configuration) =>
    violationsOf(configuration.ofType("aws_autoscaling_group"), (group) => {
      const version = textOf(fleetParts(group).template["version"]);
      if (blocksOf(group.body["instance_refresh"]).length === 0) return "it has no instance_refresh";
      return version === undefined || version.startsWith("$Latest") || version.startsWith("$Default")
        ? `its launch template's version is ${version ?? "not said"}: refer to latest_version`
        : undefined;
    }),
  passes: fleet({ ...OWN_TEMPLATE, ...REFRESH }),
  fails: fleet(OWN_TEMPLATE),
};
