import { retentionDaysOf } from "@tagform/config";
import type { JsonObject } from "@tagform/hcl";

import { numberOf } from "../../document/values";
import type { ConfigurationRule } from "../../rule";
import { violationsOf } from "../../violations";

/** Days that logs are kept: for debugging, of applications, about security. */
const [DEBUG, APPLICATION, SECURITY] = (["debug", "application", "security"] as const).map((logClass) =>
  retentionDaysOf({ logClass }),
) as [number, number, number];

const group = (more: JsonObject) => ({
  resource: { aws_cloudwatch_log_group: { web: { name: "/web", ...more } } },
});

export const retentionClasses: ConfigurationRule = {
  id: "TAGFORM_WATCH_1",
  title: "Logs are kept for the 7, 90 or 365 days of their class, or longer than 90",
  severity: "medium",
  why: "Without a retention logs are kept, and paid for, for ever; with one of its own for every group nobody knows what is still there.",
  fix: "Set retention_in_days to 7 (debugging), 90 (applications) or 365 (security), or to more than 90 where somebody demands it.",
  link: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html#SettingLogRetention",
  appliesTo: "configuration",
  check: (configuration) =>
    violationsOf(configuration.ofType("aws_cloudwatch_log_group"), ({ body }) => {
      const days = numberOf(body["retention_in_days"]) ?? 0;
      const isClass = [DEBUG, APPLICATION, SECURITY].includes(days) || days > APPLICATION;
      return isClass
        ? undefined
        : `its logs are kept for ${days === 0 ? "ever" : `${days} days`}, which is no class`;
    }),
  passes: group({ retention_in_days: 90 }),
  fails: group({ retention_in_days: 30 }),
};
