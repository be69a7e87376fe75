import { isGiven, textsOf } from "../../document/values";
import type { ConfigurationRule } from "../../rule";
import { violationsOf } from "../../violations";

const cache = (more: Record<string, string | string[]>) => ({
  resource: {
    aws_elasticache_replication_group: {
      sessions: {
        ...{
          replication_group_id: "sessions",
          description: "Sessions",
          node_type: "cache.t4g.small",
          num_cache_clusters: 2,
        },
        ...{
          at_rest_encryption_enabled: "true",
          transit_encryption_enabled: true,
          automatic_failover_enabled: true,
        },
        ...more,
      },
    },
  },
});

export const cacheInNetwork: ConfigurationRule = {
  id: "TAGFORM_DATA_1",
  title: "A cache is in subnets of its own choice, behind security groups",
  severity: "high",
  why: "Without them it is in the default VPC, where there is one, behind a group that lets in everything there. checkov looks at single clusters, not at replication groups.",
  fix: "Set subnet_group_name and security_group_ids.",
  link: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/VPCs.html",
  appliesTo: "configuration",
  check: (configuration) =>
    violationsOf(configuration.ofType("aws_elasticache_replication_group"), ({ body }) => {
      const missing = [
        ...(isGiven(body["subnet_group_name"]) ? [] : ["subnet_group_name"]),
        ...(textsOf(body["security_group_ids"]).length > 0 ? [] : ["security_group_ids"]),
      ];
      return missing.length === 0 ? undefined : `it has no ${missing.join(", ")}`;
    }),
  passes: cache({ subnet_group_name: "data", security_group_ids: ["sg-0123456789abcdef0"] }),
  fails: cache({}),
};
