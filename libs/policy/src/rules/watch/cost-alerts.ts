import type { ConfigurationRule } from "../../rule";
import { violationsOf } from "../../violations";

const ANOMALIES = {
  aws_ce_anomaly_monitor: {
    services: { name: "services", monitor_type: "DIMENSIONAL", monitor_dimension: "SERVICE" },
  },
  aws_ce_anomaly_subscription: {
    daily: {
      ...{ name: "daily", frequency: "DAILY", monitor_arn_list: ["${aws_ce_anomaly_monitor.services.arn}"] },
      subscriber: { type: "EMAIL", address: "cost@example.com" },
    },
  },
};

export const costAlerts: ConfigurationRule = {
  id: "TAGFORM_WATCH_7",
  title: "No alert on cost relies on Cost Explorer alone",
  severity: "medium",
  why: "Its data are one to two days old: what runs away on Friday is reported on Monday.",
  fix: "Add an aws_budgets_budget with notifications beside the anomaly subscription.",
  link: "https://docs.aws.amazon.com/cost-management/latest/userguide/ce-what-is.html",
  appliesTo: "configuration",
  check: (configuration) => {
    const hasBudget = configuration.ofType("aws_budgets_budget").length > 0;
    return violationsOf(configuration.ofType("aws_ce_anomaly_subscription"), () =>
      hasBudget ? undefined : "it is the only alert on cost here: there is no budget",
    );
  },
  passes: {
    resource: {
      ...ANOMALIES,
      aws_budgets_budget: {
        monthly: {
          ...{
            name: "monthly",
            budget_type: "COST",
            limit_amount: "100",
            limit_unit: "USD",
            time_unit: "MONTHLY",
          },
          notification: {
            ...{
              comparison_operator: "GREATER_THAN",
              notification_type: "ACTUAL",
              threshold: 80,
              threshold_type: "PERCENTAGE",
            },
            subscriber_email_addresses: ["cost@example.com"],
          },
        },
      },
    },
  },
  fails: { resource: ANOMALIES },
};
