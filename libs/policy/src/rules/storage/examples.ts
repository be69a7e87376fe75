import type { JsonObject } from "@tagform/hcl";

/** Beside one bucket, resources that refer to it by its id. */
export const bucketWith = (more: Readonly<Record<string, JsonObject>>): JsonObject => ({
  resource: {
    aws_s3_bucket: { data: { bucket: "example-data" } },
    ...Object.fromEntries(
      Object.entries(more).map(([type, body]) => [
        type,
        { data: { bucket: "${aws_s3_bucket.data.id}", ...body } },
      ]),
    ),
  },
});
