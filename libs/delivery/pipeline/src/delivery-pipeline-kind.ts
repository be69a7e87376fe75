import type { Kind } from "@tagform/workload-kind";

import { checkDeliveryPipeline } from "./check-delivery-pipeline";
import type { DeliveryPipelineConfig } from "./delivery-pipeline-config";

export const deliveryPipeline: Kind<DeliveryPipelineConfig> = {
  kind: "delivery-pipeline",
  summary: "what delivers an environment by tag: trigger, queue, pipeline, roles, keys and alarms",
  scope: "regional",
  check: checkDeliveryPipeline,
  beforeRetiring: ({ deletable, environment }) =>
    deletable === undefined
      ? `it delivers ${environment}, with what is queued and sealed; set deletable with a reason, deploy that, and retire it then`
      : undefined,
  load: async () => (await import("./delivery-pipeline")).DeliveryPipeline,
};
