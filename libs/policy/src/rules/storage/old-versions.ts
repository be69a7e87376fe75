import { blockOf, blocksOf } from "../../document/values";
import type { ConfigurationRule } from "../../rule";
import { violationsOf } from "../../violations";
import { bucketWith } from "./examples";

const VERSIONING = { aws_s3_bucket_versioning: { versioning_configuration: { status: "Enabled" } } };
const rule = (more: Record<string, { noncurrent_days: number } | { days: number }>) => ({
  rule: [{ id: "clean-up", status: "Enabled", filter: { prefix: "" }, ...more }],
});

export const oldVersions: ConfigurationRule = {
  id: "TAGFORM_S3_1",
  title: "A versioned bucket lets old versions go",
  severity: "medium",
  why: "Versioning keeps every version for ever: what is overwritten daily costs a year of copies after a year. checkov asks for a lifecycle, whatever it does.",
  fix: "Add noncurrent_version_expiration to the bucket's lifecycle, after the days in which an old version may be needed.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-10",
  appliesTo: "configuration",
  check: (configuration) => {
    const versioned = configuration
      .ofType("aws_s3_bucket_versioning")
      .filter(({ body }) => blockOf(body["versioning_configuration"])["status"] === "Enabled");
    return violationsOf(versioned, ({ body }) => {
      const bucket = configuration.target(body["bucket"]);
      if (bucket === undefined) return undefined;
      const rules = configuration
        .referring("aws_s3_bucket_lifecycle_configuration", "bucket", bucket)
        .flatMap((lifecycle) => blocksOf(lifecycle.body["rule"]));
      const ends = rules.some(
        (one) => one["status"] === "Enabled" && blocksOf(one["noncurrent_version_expiration"]).length > 0,
      );
      return ends ? undefined : "no lifecycle rule ends versions that are no longer current";
    });
  },
  passes: bucketWith({
    ...VERSIONING,
    aws_s3_bucket_lifecycle_configuration: rule({ noncurrent_version_expiration: { noncurrent_days: 30 } }),
  }),
  fails: bucketWith({
    ...VERSIONING,
    aws_s3_bucket_lifecycle_configuration: rule({ expiration: { days: 365 } }),
  }),
};
