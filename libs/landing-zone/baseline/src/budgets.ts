import { BudgetsBudget, type BudgetsBudgetNotification } from "@cdktf/provider-aws/lib/budgets-budget";
import { physicalName } from "@tagform/deployment";
import { NotificationTopic } from "@tagform/monitoring";
import { Construct } from "constructs";

import type { BudgetConfig, BudgetsConfig } from "./budget-config";

export interface BudgetsProps extends BudgetsConfig {
  /** What the topic is named after. */
  readonly name: string;
  /** The Region of the topic. */
  readonly region: string;
  /** 12 digits. */
  readonly accountId: string;
  readonly partition: string;
}

const TIME_UNIT = {
  daily: "DAILY",
  monthly: "MONTHLY",
  quarterly: "QUARTERLY",
  annually: "ANNUALLY",
} as const;

/**
 * Define what the account may cost, and who is told before and when it costs more.
 *
 *     budget ──► mail addresses
 *            ──► topic ──► subscribers
 *
 * Cost: none; a topic's key 1 USD a month.
 *
 * https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-managing-costs.html
 */
export class Budgets extends Construct {
  public constructor(scope: Construct, id: string, props: BudgetsProps) {
    super(scope, id);
    const topicArns = this.topicArns(props);
    for (const [name, budget] of Object.entries(props.limits).sort(byName)) {
      const { amount, currency, period = "monthly" } = budget;
      new BudgetsBudget(this, name, {
        name: physicalName("budget", name),
        budgetType: "COST",
        timeUnit: TIME_UNIT[period],
        limitAmount: String(amount),
        limitUnit: currency,
        notification: notifications(budget, topicArns),
      });
    }
  }

  /** AWS sends to a topic of the same account only. */
  private topicArns({ name, region, accountId, partition, subscribers = [] }: BudgetsProps): string[] {
    if (subscribers.length === 0) return [];
    const topic = new NotificationTopic(this, "topic", {
      ...{ region, accountId, partition, subscribers },
      name: `${name}-budgets`,
      topicName: physicalName("snsTopic", name, "budgets"),
      displayName: `Budgets of ${accountId}`,
      senders: { budgets: true },
    });
    return [topic.topicArn];
  }
}

const byName = ([one]: [string, BudgetConfig], [other]: [string, BudgetConfig]): number =>
  one < other ? -1 : 1;

function notifications(
  { thresholds, emails = [] }: BudgetConfig,
  topicArns: readonly string[],
): BudgetsBudgetNotification[] {
  return thresholds.map(({ percent, of }) => ({
    comparisonOperator: "GREATER_THAN",
    threshold: percent,
    thresholdType: "PERCENTAGE",
    notificationType: of === "actual" ? "ACTUAL" : "FORECASTED",
    ...(emails.length === 0 ? {} : { subscriberEmailAddresses: [...emails].sort() }),
    ...(topicArns.length === 0 ? {} : { subscriberSnsTopicArns: [...topicArns] }),
  }));
}
