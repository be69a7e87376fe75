import type { ConfigurationRule } from "../../rule";
import { CLUSTER } from "./examples";

export const oneCluster: ConfigurationRule = {
  id: "TAGFORM_CONTAINER_6",
  title: "A cell has one ECS cluster, at most",
  severity: "low",
  why: "A cluster is a name, not capacity: several in one account only spread what is looked for.",
  fix: "Put the services into one cluster; another environment has its own account.",
  link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/clusters.html",
  appliesTo: "configuration",
  check: (configuration) =>
    configuration
      .ofType("aws_ecs_cluster")
      .slice(1)
      .map(({ address }) => ({ address, message: "it is not the only cluster of this cell" })),
  passes: { resource: CLUSTER },
  fails: { resource: { aws_ecs_cluster: { main: { name: "main" }, other: { name: "other" } } } },
};
