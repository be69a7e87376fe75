import type { JsonObject } from "@tagform/hcl";

/** A provider that says which environment the cell is of. */
export const cellOf = (environment: string): JsonObject => ({
  aws: [
    { region: "us-east-1", default_tags: [{ tags: { environment, scope: "us-east-1", team: "research" } }] },
  ],
});
