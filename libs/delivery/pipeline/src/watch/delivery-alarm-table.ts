import type { AlarmRule } from "@tagform/monitoring";

import { type DeliveryMeasures, total } from "./delivery-measures";

/** One line of the table below. */
export interface DeliveryAlarm extends Omit<AlarmRule, "measure"> {
  /** Why this threshold, one sentence without full stop. */
  readonly because: string;
  readonly measure: (of: DeliveryMeasures) => AlarmRule["measure"];
}

const AT_ONCE = { bad: 1, of: 1 };

/**
 * What can go wrong with the delivery of an environment.
 *
 * The dispatcher reports the queue at least every five minutes, and nothing in between: a minute without a value changes
 * nothing, twenty of them are an alarm of their own. What AWS reports only when it happens is good in silence.
 */
export const DELIVERY_ALARMS = {
  failed: {
    meaning: "Deliveries fail again and again",
    because: "each failure is told by itself, three within an hour are not the fault of one commit",
    remedy: "See what they have in common: the step, the account, a tool; tagform history has their records",
    measure: (of) => of.queue("DeliveryFailed", "Sum"),
    ...{ when: ">", threshold: 0, minutes: { bad: 3, of: 60 }, silence: "notBreaching" },
  },
  "queue-age": {
    meaning: "A delivery that could run has waited for more seconds than this",
    because: "within an hour another one ends and gives its place, unless AWS refuses to start what is next",
    remedy: "See the running deliveries on the dashboard, then the dispatcher's log",
    measure: (of) => of.queue("QueueAgeSeconds", "Maximum"),
    ...{ when: ">", threshold: 3600, minutes: AT_ONCE, silence: "ignore" },
  },
  "queue-length": {
    meaning: "More deliveries wait than this",
    because:
      "so many are no release of all cells, but tags that somebody made by mistake or a cell that is stuck",
    remedy: "See which cells they are of: tagform status; an execution that is stopped frees its cell",
    measure: (of) => of.queue("QueueLength", "Maximum"),
    ...{ when: ">", threshold: 200, minutes: AT_ONCE, silence: "ignore" },
  },
  duration: {
    meaning: "A delivery took more seconds than this, its approval included",
    because: "its builds end within eight hours, apply within six, so it was a person who was waited for",
    remedy: "See who is asked for approvals, and the plan: it may be too old to be what was meant",
    measure: (of) => of.queue("DeliveryDurationSeconds", "Maximum"),
    ...{ when: ">", threshold: 28_800, minutes: AT_ONCE, silence: "notBreaching" },
  },
  "dispatcher-silent": {
    meaning: "The dispatcher has not reported the queue, so nothing is started",
    because: "it is called every five minutes, so twenty minutes are four calls that did nothing",
    remedy: "See the dispatcher's log and whether its schedule is enabled",
    measure: (of) => of.queue("QueueLength", "Minimum"),
    // No length is below 0: only silence is.
    ...{ when: "<", threshold: 0, minutes: { bad: 20, of: 20 }, silence: "breaching" },
  },
  "dispatcher-errors": {
    meaning: "The dispatcher fails again and again",
    because: "one failure is tried again within five minutes, two within fifteen are no accident",
    remedy: "See the dispatcher's log: what it could not do is the last line of each call",
    measure: (of) => of.dispatcher("Errors", "Sum"),
    ...{ when: ">", threshold: 0, minutes: { bad: 2, of: 15 }, silence: "notBreaching" },
  },
  "dispatcher-throttles": {
    meaning: "Calls of the dispatcher are refused all the time",
    because: "it runs once at a time, so calls that overlap wait for their turn, but not for half an hour",
    remedy: "See how long a call takes, and whether the account's concurrency is used up",
    measure: (of) => of.dispatcher("Throttles", "Sum"),
    ...{ when: ">", threshold: 0, minutes: { bad: 25, of: 30 }, silence: "notBreaching" },
  },
  "queue-table-throttles": {
    meaning: "DynamoDB refuses requests to the queue",
    because: "the table grows with what is asked of it, so three minutes of it are a limit of the account",
    remedy: "See the table's metrics and DynamoDB's quotas of the account",
    measure: (of) =>
      total("refused requests", [of.table("ReadThrottleEvents"), of.table("WriteThrottleEvents")]),
    ...{ when: ">", threshold: 0, minutes: { bad: 3, of: 5 }, silence: "notBreaching" },
  },
  "dead-letters": {
    meaning: "Events or messages were given up",
    because: "each is a build that was not started or a person who was not told",
    remedy: "Read the messages of the queue, mend what refused them, then send them again or delete them",
    measure: (of) => of.deadLetters(),
    ...{ when: ">", threshold: 0, minutes: AT_ONCE, silence: "notBreaching" },
  },
} as const satisfies Readonly<Record<string, DeliveryAlarm>>;
