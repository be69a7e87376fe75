import { isObject } from "../../document/values";
import type { PlanRule } from "../../rule";
import { violationsOf } from "../../violations";
import { COST_TAGS } from "../identity/cost-tag-names";
import { making } from "./examples";

const TAGS = { environment: "prod", scope: "us-east-1", team: "research", repository: "tagform" };

export const tagsArrive: PlanRule = {
  id: "TAGFORM_TAG_3",
  title: "Every resource that can have tags has those that cost is told apart by",
  severity: "medium",
  why: "A provider's default tags can be overridden by a resource, and lost with a second provider: what arrives is what is billed.",
  fix: "Let the resource keep the provider's tags: remove what overrides them.",
  link: "https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/cost-alloc-tags.html",
  appliesTo: "plan",
  whyPlan:
    "the provider merges its own tags and the resource's into tags_all, and only for types that can have tags",
  check: ({ changed }) =>
    violationsOf(changed, ({ after: { tags_all: all } }) => {
      if (!isObject(all)) return undefined;
      const missing = COST_TAGS.filter((tag) => typeof all[tag] !== "string" || all[tag] === "");
      return missing.length === 0 ? undefined : `it gets no tag ${missing.join(", ")}`;
    }),
  passes: making("aws_sns_topic", { name: "web", tags_all: TAGS }),
  fails: making("aws_sns_topic", { name: "web", tags_all: { ...TAGS, team: "" } }),
};
