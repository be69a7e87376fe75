import { textOf } from "../../document/values";
import type { ConfigurationRule } from "../../rule";
import { violationsOf } from "../../violations";

/** What a node itself needs. */
const OF_NODES =
  /policy\/(AmazonEKSWorkerNodePolicy|AmazonEKSWorkerNodeMinimalPolicy|AmazonEKS_CNI_Policy|AmazonEC2ContainerRegistry(ReadOnly|PullOnly)|AmazonSSMManagedInstanceCore)$/;

const nodes = (policy: string) => ({
  resource: {
    aws_iam_role: { node: { name: "node", assume_role_policy: '{"Version":"2012-10-17","Statement":[]}' } },
    aws_iam_role_policy_attachment: {
      node: { role: "${aws_iam_role.node.name}", policy_arn: `arn:aws:iam::aws:policy/${policy}` },
    },
    aws_eks_node_group: {
      main: {
        ...{
          cluster_name: "main",
          node_role_arn: "${aws_iam_role.node.arn}",
          subnet_ids: ["subnet-0a1b2c3d"],
        },
        scaling_config: { min_size: 2, desired_size: 2, max_size: 4 },
      },
    },
  },
});

export const podsHaveRoles: ConfigurationRule = {
  id: "TAGFORM_CONTAINER_10",
  title: "Pods have roles of their own: the role of nodes has what nodes need",
  severity: "high",
  why: "What the role of a node may do, every pod on it may do.",
  fix: "Give the service account a role (Pod Identity or IRSA), and detach the policy from the role of nodes.",
  link: "https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html",
  appliesTo: "configuration",
  check: (configuration) =>
    violationsOf(configuration.ofType("aws_eks_node_group"), ({ body }) => {
      const role = configuration.target(body["node_role_arn"]);
      if (role === undefined) return undefined;
      const attached = configuration
        .referring("aws_iam_role_policy_attachment", "role", role)
        .map(({ body: attachment }) => textOf(attachment["policy_arn"]) ?? "");
      const extra = attached.filter((arn) => !OF_NODES.test(arn));
      const inline = configuration
        .referring("aws_iam_role_policy", "role", role)
        .map(({ address }) => address);
      const all = [...extra, ...inline];
      return all.length === 0 ? undefined : `every pod on its nodes may do what ${all.join(", ")} allows`;
    }),
  passes: nodes("AmazonEKSWorkerNodePolicy"),
  fails: nodes("AmazonS3FullAccess"),
};
