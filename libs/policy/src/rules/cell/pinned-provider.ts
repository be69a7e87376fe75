import { blockOf, textOf } from "../../document/values";
import type { ConfigurationRule } from "../../rule";

const requires = (version: string) => ({
  terraform: {
    required_providers: { aws: { source: "hashicorp/aws", version } },
    required_version: ">= 1.10.0",
  },
});

/** Attribute-based instance types came with 4.16.0. */
const MINIMUM = [4, 16] as const;

export const pinnedProvider: ConfigurationRule = {
  id: "TAGFORM_CELL_6",
  title: "The AWS provider is pinned to one version, 4.16.0 or later",
  severity: "medium",
  why: "With a range, the plan of tomorrow is made by another provider than the one that was tested; before 4.16.0 there are no attribute-based instance types.",
  fix: "Let the stack require the provider: it pins the version of the bindings.",
  link: "https://docs.aws.amazon.com/prescriptive-guidance/latest/terraform-aws-provider-best-practices/version.html",
  appliesTo: "configuration",
  check: ({ document }) => {
    const required = blockOf(blockOf(document["terraform"])["required_providers"]);
    const version = textOf(blockOf(required["aws"])["version"]) ?? "";
    const [, major, minor] = /^=? ?(\d+)\.(\d+)\.\d+$/.exec(version) ?? [];
    const [least, leastMinor] = MINIMUM;
    const isPinned = major !== undefined;
    const isRecent = Number(major) > least || (Number(major) === least && Number(minor) >= leastMinor);
    if (isPinned && isRecent) return [];
    return [
      {
        address: "terraform",
        message: `the AWS provider is required as "${version}", not as one version from 4.16.0 on`,
      },
    ];
  },
  passes: requires("6.25.0"),
  fails: requires(">= 4.0"),
};
