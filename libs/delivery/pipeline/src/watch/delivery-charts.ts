import { ROLE_STEPS, type RoleStep } from "@tagform/deployment";
import type { Chart, Metric } from "@tagform/monitoring";

import type { DeliveryMeasures } from "./delivery-measures";

/** What the dashboard shows of one environment's delivery. */
export const deliveryCharts = (of: DeliveryMeasures): Chart[] => [
  {
    title: "Queue",
    lines: {
      waiting: of.queue("QueueLength", "Maximum"),
      running: of.queue("RunningDeliveries", "Maximum"),
      "put off by AWS": of.queue("Deferred", "Maximum"),
    },
  },
  {
    title: "Waiting, of what could run (seconds)",
    lines: { oldest: of.queue("QueueAgeSeconds", "Maximum") },
  },
  {
    title: "Failed deliveries",
    lines: { failed: of.queue("DeliveryFailed", "Sum") },
  },
  {
    title: "From start to end, approval included (seconds)",
    lines: {
      half: of.queue("DeliveryDurationSeconds", "p50"),
      longest: of.queue("DeliveryDurationSeconds", "Maximum"),
    },
  },
  {
    title: "Builds",
    lines: eachStep((step) => of.builds(step, "Builds", "Sum")),
  },
  {
    title: "Failed builds",
    lines: eachStep((step) => of.builds(step, "FailedBuilds", "Sum")),
  },
  {
    title: "Duration of builds (seconds)",
    lines: eachStep((step) => of.builds(step, "Duration", "Maximum")),
  },
  {
    title: "Dispatcher",
    lines: {
      errors: of.dispatcher("Errors", "Sum"),
      throttles: of.dispatcher("Throttles", "Sum"),
    },
  },
  { title: "Given up", lines: { "dead letters": of.deadLetters() } },
];

const eachStep = (measure: (step: RoleStep) => Metric): Record<string, Metric> =>
  Object.fromEntries(ROLE_STEPS.map((step) => [step, measure(step)]));
