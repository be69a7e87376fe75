import { blockOf } from "../../document/values";
import type { ConfigurationRule } from "../../rule";
import { violationsOf } from "../../violations";
import { bucketWith } from "./examples";

const ownership = (mode: string) =>
  bucketWith({ aws_s3_bucket_ownership_controls: { rule: { object_ownership: mode } } });

export const ownerEnforced: ConfigurationRule = {
  id: "TAGFORM_S3_3",
  title: "A bucket owns its objects: no access control lists",
  severity: "medium",
  why: "With lists, who writes an object decides who reads it, and owns it: policies of the bucket do not reach it. checkov looks only where the controls are defined.",
  fix: "Define aws_s3_bucket_ownership_controls with BucketOwnerEnforced.",
  link: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html",
  appliesTo: "configuration",
  check: (configuration) =>
    violationsOf(configuration.ofType("aws_s3_bucket"), (bucket) => {
      const controls = configuration.referring("aws_s3_bucket_ownership_controls", "bucket", bucket);
      const modes = controls.map(({ body }) => blockOf(body["rule"])["object_ownership"]);
      return modes.includes("BucketOwnerEnforced")
        ? undefined
        : "no ownership controls of it say BucketOwnerEnforced";
    }),
  passes: ownership("BucketOwnerEnforced"),
  fails: ownership("ObjectWriter"),
};
