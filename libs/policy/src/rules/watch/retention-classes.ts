import type { JsonObject } from "@tagform/hcl";

import { numberOf } from "../../document/values";
import type { ConfigurationRule } from "../../rule";
import { violationsOf } from "../../violations";

/** Days that logs are kept: debugging, of applications, about security; whoever must keep them longer may. */
const CLASSES = [7, 90, 365] as const;
const [, , LONGEST] = CLASSES;

const group = (more: JsonObject) => ({
  resource: { aws_cloudwatch_log_group: { web: { name: "/web", ...more } } },
});

export const retentionClasses: ConfigurationRule = {
  id: "TAGFORM_WATCH_1",
  title: "Logs are kept for 7, 90 or 365 days, or longer than that",
  severity: "medium",
  why: "Without a retention logs are kept, and paid for, for ever; with one of its own for every group nobody knows what is still there.",
  fix: "Set retention_in_days to 7 (debugging), 90 (applications) or 365 (security), or to more than 365 where somebody demands it.",
  link: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html#SettingLogRetention",
  appliesTo: "configuration",
  check: (configuration) =>
    violationsOf(configuration.ofType("aws_cloudwatch_log_group"), ({ body }) => {
      const days = numberOf(body["retention_in_days"]) ?? 0;
      const isClass = CLASSES.some((allowed) => allowed === days) || days > LONGEST;
      return isClass
        ? undefined
        : `its logs are kept for ${days === 0 ? "ever" : `${days} days`}, not 7, 90, 365 or more`;
    }),
  passes: group({ retention_in_days: 90 }),
  fails: group({ retention_in_days: 30 }),
};
