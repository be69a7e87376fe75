import { isTrue } from "../../document/values";
import type { ConfigurationRule } from "../../rule";

export const noDefaultNetwork: ConfigurationRule = {
  id: "TAGFORM_NET_11",
  title: "Nothing looks up the default VPC",
  severity: "medium",
  why: "Every subnet of the default VPC is public, and vended accounts have none: the cell fails there. checkov sees it only where it is managed.",
  fix: "Build in the workload's own network.",
  link: "https://docs.aws.amazon.com/vpc/latest/userguide/default-vpc.html",
  appliesTo: "configuration",
  check: ({ dataSources }) =>
    dataSources
      .filter(({ type, body }) => type === "aws_vpc" && isTrue(body["default"]))
      .map(({ address }) => ({ address, message: "it looks up the account's default VPC" })),
  passes: { data: { aws_vpc: { own: { id: "vpc-0123456789abcdef0" } } } },
  fails: { data: { aws_vpc: { default: { default: true } } } },
};
