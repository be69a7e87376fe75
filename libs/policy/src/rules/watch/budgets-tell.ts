import type { JsonObject } from "@tagform/hcl";

import { blocksOf, textsOf } from "../../document/values";
import type { ConfigurationRule } from "../../rule";
import { violationsOf } from "../../violations";

const KEYS = ["subscriber_email_addresses", "subscriber_sns_topic_arns"];
const budget = (more: JsonObject) => ({
  resource: {
    aws_budgets_budget: {
      monthly: {
        name: "monthly",
        budget_type: "COST",
        limit_amount: "100",
        limit_unit: "USD",
        time_unit: "MONTHLY",
        ...more,
      },
    },
  },
});

export const budgetsTell: ConfigurationRule = {
  id: "TAGFORM_WATCH_6",
  title: "Every budget tells somebody before it is spent",
  severity: "medium",
  why: "A budget without a notification is a number on a page that is opened after the bill.",
  fix: "Add a notification with subscribers, on what is forecast as well as on what is spent.",
  link: "https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-create.html",
  appliesTo: "configuration",
  check: (configuration) =>
    violationsOf(configuration.ofType("aws_budgets_budget"), ({ body }) => {
      const heard = blocksOf(body["notification"]).some((one) =>
        KEYS.some((key) => textsOf(one[key]).length > 0),
      );
      return heard ? undefined : "it has no notification with a subscriber";
    }),
  passes: budget({
    notification: {
      ...{
        comparison_operator: "GREATER_THAN",
        notification_type: "FORECASTED",
        threshold: 100,
        threshold_type: "PERCENTAGE",
      },
      subscriber_email_addresses: ["cost@example.com"],
    },
  }),
  fails: budget({}),
};
