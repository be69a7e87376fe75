import type { JsonObject } from "@tagform/hcl";

import type { Block } from "../../document/configuration";
import { blocksOf, isObject, isTrue, textOf } from "../../document/values";
import type { ConfigurationRule } from "../../rule";
import { violationsOf } from "../../violations";
import { fleet, OWN_TEMPLATE, template } from "../fleet/examples";
import { fleetParts, templateOf } from "../fleet/fleet-parts";
import { COST_TAGS } from "./cost-tag-names";

const lacks = (tags: readonly string[]): string[] => COST_TAGS.filter((tag) => !tags.includes(tag));

/** Tags that a template gives to what is launched of one kind. */
const tagsOf = (block: Block | undefined, kind: string): string[] =>
  blocksOf(block?.body["tag_specifications"])
    .filter(({ resource_type: type }) => type === kind)
    .flatMap(({ tags }) => (isObject(tags) ? Object.keys(tags) : []));

const TAGS = { environment: "prod", scope: "us-east-1", team: "research", repository: "tagform" };
const VOLUMES: JsonObject = { tag_specifications: [{ resource_type: "volume", tags: TAGS }] };
const tag = Object.entries(TAGS).map(([key, value]) => ({ key, value, propagate_at_launch: true }));

export const launchedTags: ConfigurationRule = {
  id: "TAGFORM_TAG_2",
  title: "What a group launches has the tags that cost is told apart by, volumes too",
  severity: "medium",
  why: "Instances and volumes are made by Auto Scaling, not by Terraform: the provider's tags do not reach them, and they are most of the bill.",
  fix: "Repeat the tags on the group with propagate_at_launch, and in the launch template's tag_specifications of volume.",
  link: "https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-tagging.html",
  appliesTo: "configuration",
  check: (configuration) =>
    violationsOf(configuration.ofType("aws_autoscaling_group"), (group) => {
      const own = templateOf(fleetParts(group).template, configuration);
      const propagated = blocksOf(group.body["tag"])
        .filter(({ propagate_at_launch: propagates }) => isTrue(propagates))
        .flatMap(({ key }) => textOf(key) ?? []);
      const instances = lacks([...propagated, ...tagsOf(own, "instance")]);
      const volumes = own === undefined ? [] : lacks(tagsOf(own, "volume"));
      const problems = [
        ...(instances.length === 0 ? [] : [`its instances get no ${instances.join(", ")}`]),
        ...(volumes.length === 0 ? [] : [`their volumes get no ${volumes.join(", ")}`]),
      ];
      return problems.length === 0 ? undefined : problems.join("; ");
    }),
  passes: fleet({ ...OWN_TEMPLATE, tag }, { web: template(VOLUMES) }),
  fails: fleet({ ...OWN_TEMPLATE, tag }),
};
