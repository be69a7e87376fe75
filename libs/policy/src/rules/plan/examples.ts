import type { JsonObject } from "@tagform/hcl";

/** A plan that makes one resource. */
export const making = (type: string, after: JsonObject): JsonObject => ({
  format_version: "1.2",
  resource_changes: [
    { address: `${type}.web`, mode: "managed", type, name: "web", change: { actions: ["create"], after } },
  ],
});
