import { textOf } from "../../document/values";
import type { ConfigurationRule } from "../../rule";
import { COST_TAGS } from "./cost-tag-names";

const provider = (tags: Record<string, string>) => ({
  provider: { aws: [{ region: "us-east-1", default_tags: [{ tags }] }] },
});

export const costTags: ConfigurationRule = {
  id: "TAGFORM_TAG_1",
  title: "The provider gives every resource the tags that cost is told apart by",
  severity: "medium",
  why: "Billing reads tags once a day and never of days gone by: what is made without them is in nobody's cost for ever.",
  fix: "Let the stack define the provider: default_tags with environment, scope, team and repository.",
  link: "https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/cost-alloc-tags.html",
  appliesTo: "configuration",
  check: ({ defaultTags }) => {
    const missing = COST_TAGS.filter((tag) => (textOf(defaultTags[tag]) ?? "") === "");
    return missing.length === 0
      ? []
      : [{ address: "provider.aws", message: `default_tags has no ${missing.join(", ")}` }];
  },
  passes: provider({ environment: "prod", scope: "us-east-1", team: "research", repository: "tagform" }),
  fails: provider({ environment: "prod" }),
};
