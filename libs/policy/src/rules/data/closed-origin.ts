import type { JsonObject } from "@tagform/hcl";

import type { Configuration } from "../../document/configuration";
import { blocksOf, isGiven, textOf } from "../../document/values";
import type { ConfigurationRule } from "../../rule";
import { violationsOf } from "../../violations";

const VIEWERS = {
  allowed_methods: ["GET", "HEAD"],
  cached_methods: ["GET", "HEAD"],
  viewer_protocol_policy: "https-only",
};
const distribution = (origin: JsonObject) => ({
  resource: {
    aws_s3_bucket: { site: { bucket: "example-site" } },
    aws_cloudfront_origin_access_control: {
      site: {
        name: "site",
        origin_access_control_origin_type: "s3",
        signing_behavior: "always",
        signing_protocol: "sigv4",
      },
    },
    aws_cloudfront_distribution: {
      site: {
        enabled: true,
        origin: [
          { origin_id: "site", domain_name: "${aws_s3_bucket.site.bucket_regional_domain_name}", ...origin },
        ],
        default_cache_behavior: {
          target_origin_id: "site",
          cache_policy_id: "658327ea-f89d-4fab-a63d-7e88639e58f6",
          ...VIEWERS,
        },
        restrictions: { geo_restriction: { restriction_type: "none" } },
        viewer_certificate: { cloudfront_default_certificate: true },
      },
    },
  },
});

const isBucket = ({ domain_name: domain }: JsonObject, configuration: Configuration): boolean =>
  configuration.target(domain)?.type === "aws_s3_bucket" ||
  /\.s3[.-][a-z0-9.-]*amazonaws\.com$/.test(textOf(domain) ?? "");

export const closedOrigin: ConfigurationRule = {
  id: "TAGFORM_DATA_2",
  title: "CloudFront reaches a bucket by origin access control",
  severity: "high",
  why: "Without it the bucket must be public, and is read past the cache, its rules and its logs; the older origin access identity knows no KMS. checkov takes either for good.",
  fix: "Set origin_access_control_id, and let the bucket's policy allow this distribution alone (aws:SourceArn).",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html#cloudfront-13",
  appliesTo: "configuration",
  check: (configuration) =>
    violationsOf(configuration.ofType("aws_cloudfront_distribution"), ({ body }) => {
      const buckets = blocksOf(body["origin"]).filter((origin) => isBucket(origin, configuration));
      const open = buckets.filter(({ origin_access_control_id: control }) => !isGiven(control));
      return open.length === 0
        ? undefined
        : `origin ${open.map(({ origin_id: id }) => textOf(id) ?? "").join(", ")} has no origin access control`;
    }),
  passes: distribution({ origin_access_control_id: "${aws_cloudfront_origin_access_control.site.id}" }),
  fails: distribution({}),
};
