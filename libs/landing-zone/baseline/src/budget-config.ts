import { type AlarmSubscriber, checkAlarmSubscribers } from "@tagform/config";
import { physicalNameProblem, quote } from "@tagform/deployment";
import { check, type Issue } from "@tagform/outcome";

import { CONTACT_EMAIL } from "./alternate-contacts-config";

/** When somebody is told. */
export interface BudgetThreshold {
  /** Of the budget: 80 tells at 80 %, 100 when it is spent. */
  readonly percent: number;
  /** What is compared: what was spent, or what the period will have cost as AWS forecasts it. */
  readonly of: "actual" | "forecasted";
}

/** What the account may cost. AWS tells of it once to three times a day, and stops nothing. */
export interface BudgetConfig {
  readonly amount: number;
  /** The currency in which the organization is billed: `USD`. */
  readonly currency: string;
  /** @default "monthly" */
  readonly period?: "daily" | "monthly" | "quarterly" | "annually";
  readonly thresholds: readonly BudgetThreshold[];
  /**
   * Mail addresses that are told, without having to confirm.
   *
   * @default - nobody by mail
   */
  readonly emails?: readonly string[];
}

/** What the account may cost in all, and who learns of it. */
export interface BudgetsConfig {
  /** By name: `account`. */
  readonly limits: Readonly<Record<string, BudgetConfig>>;
  /**
   * Others that are told, through a topic of the account: a chat, a queue.
   *
   * @default - no topic
   */
  readonly subscribers?: readonly AlarmSubscriber[];
}

/** AWS takes ten notifications for a budget, and ten addresses for each. */
const MOST = 10;

export function checkBudgets(path: string, { limits, subscribers }: BudgetsConfig): Issue[] {
  const told = subscribers !== undefined && subscribers.length > 0;
  return [
    ...check(
      Object.keys(limits).length > 0,
      `${path}.limits`,
      "has no budget: say what the account may cost, nobody else does",
    ),
    ...Object.entries(limits).flatMap(([name, budget]) =>
      checkBudget(`${path}.limits.${name}`, name, budget, told),
    ),
    ...checkAlarmSubscribers(`${path}.subscribers`, subscribers ?? []),
  ];
}

function checkBudget(path: string, name: string, budget: BudgetConfig, told: boolean): Issue[] {
  const { amount, currency, thresholds, emails = [] } = budget;
  const problem = physicalNameProblem("budget", name);
  return [
    ...(problem === undefined ? [] : [{ path, message: problem }]),
    ...check(Number.isFinite(amount) && amount > 0, `${path}.amount`, `must be above 0, got ${amount}`),
    ...check(
      /^[A-Z]{3}$/.test(currency),
      `${path}.currency`,
      `must be a currency of three letters such as USD, got ${quote(currency)}`,
    ),
    ...check(
      thresholds.length >= 1 && thresholds.length <= MOST,
      `${path}.thresholds`,
      `must be 1 to ${MOST}, got ${thresholds.length}`,
    ),
    ...thresholds.flatMap((threshold, index) =>
      checkThreshold(`${path}.thresholds.${index}`, threshold, budget, index),
    ),
    ...check(
      emails.length > 0 || told,
      `${path}.emails`,
      "nobody is told: name a mail address, or a subscriber of all budgets",
    ),
    ...check(emails.length <= MOST, `${path}.emails`, `must be at most ${MOST}, got ${emails.length}`),
    ...emails.flatMap((email, index) => checkEmail(`${path}.emails.${index}`, email, emails.slice(0, index))),
  ];
}

function checkThreshold(
  path: string,
  { percent, of }: BudgetThreshold,
  { period, thresholds }: BudgetConfig,
  index: number,
): Issue[] {
  const first = thresholds.findIndex((other) => other.percent === percent && other.of === of);
  return [
    ...check(
      Number.isFinite(percent) && percent > 0,
      `${path}.percent`,
      `must be above 0, 100 for all of the budget, got ${percent}`,
    ),
    ...check(first === index, path, `is the same as threshold ${first}: remove one`),
    ...check(
      !(of === "forecasted" && period === "daily"),
      `${path}.of`,
      "AWS forecasts no single day: compare what was actually spent",
    ),
  ];
}

function checkEmail(path: string, email: string, earlier: readonly string[]): Issue[] {
  return [
    ...check(CONTACT_EMAIL.test(email), path, `must be a mail address, got ${quote(email)}`),
    ...check(!earlier.includes(email), path, `${quote(email)} is named twice: remove one`),
  ];
}
