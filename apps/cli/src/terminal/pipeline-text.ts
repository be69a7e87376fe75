import type { DeliveredTag, PipelineRehearsal } from "@tagform/rehearsal";

import { fields } from "./table";

/** What a rehearsal through the pipeline came to, tag by tag. */
export function pipelineText({ deliveries }: PipelineRehearsal): string[] {
  return deliveries.map(deliveryText);
}

function deliveryText({ tag, result, plan, stages, durationMs }: DeliveredTag): string {
  return fields([
    ["rehearsed", `${tag}, through the pipeline`],
    ["result", result],
    ["plan", plan ?? "none"],
    ["stages", stages.map(({ name, status }) => `${name} ${status}`).join("\n")],
    ["duration", `${(durationMs / 1000).toFixed(1)} s`],
  ]);
}
