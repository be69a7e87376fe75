import { isGiven } from "../../document/values";
import type { ConfigurationRule } from "../../rule";
import { violationsOf } from "../../violations";
import { isGlobalType } from "./global-types";

const cell = (environment: string) => ({
  aws: [
    { region: "us-east-1", default_tags: [{ tags: { environment, scope: "global", team: "research" } }] },
  ],
});

/** Whose account has one cell for all of its Regions: its home Region is the provider's. */
const ONE_CELL_PER_ACCOUNT = "landing-zone";

export const nothingRegionalInGlobal: ConfigurationRule = {
  id: "TAGFORM_CELL_4",
  title: "A global cell holds what is global; what is Regional in it names its Region",
  severity: "medium",
  why: "A Regional resource in a global cell lies in whichever Region global cells are built from, and is lost to users of all Regions with that one.",
  fix: "Move the resource to the cells of its Regions, or give it a region argument where it belongs to the account as a whole.",
  link: "https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/global-services.html",
  appliesTo: "configuration",
  check: ({ resources, cell: { scope, environment } }) =>
    scope !== "global" || environment === ONE_CELL_PER_ACCOUNT
      ? []
      : violationsOf(resources, ({ type, body }) =>
          !type.startsWith("aws_") || isGlobalType(type) || isGiven(body["region"])
            ? undefined
            : `${type} is Regional, this cell is global, and it names no Region`,
        ),
  passes: {
    provider: cell("prod"),
    resource: {
      aws_iam_group: { readers: { name: "readers" } },
      aws_sns_topic: { named: { name: "alarms", region: "us-east-1" } },
    },
  },
  fails: { provider: cell("prod"), resource: { aws_sns_topic: { unnamed: { name: "alarms" } } } },
};
