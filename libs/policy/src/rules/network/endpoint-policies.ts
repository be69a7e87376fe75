import { isGiven, textOf } from "../../document/values";
import type { ConfigurationRule } from "../../rule";
import { violationsOf } from "../../violations";

const endpoint = (policy: Record<string, string>) => ({
  resource: {
    aws_vpc: { main: { cidr_block: "10.0.0.0/20" } },
    aws_route_table: { private: { vpc_id: "${aws_vpc.main.id}" } },
    aws_vpc_endpoint: {
      s3: {
        ...{
          vpc_id: "${aws_vpc.main.id}",
          service_name: "com.amazonaws.us-east-1.s3",
          vpc_endpoint_type: "Gateway",
        },
        route_table_ids: ["${aws_route_table.private.id}"],
        ...policy,
      },
    },
  },
});

export const endpointPolicies: ConfigurationRule = {
  id: "TAGFORM_NET_9",
  title: "A gateway endpoint says what may pass it",
  severity: "medium",
  why: "Without a policy, an endpoint lets everything in the network write to the buckets and tables of every account there is.",
  fix: "Give the endpoint a policy that names the accounts or the resources that are used.",
  link: "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html",
  appliesTo: "configuration",
  check: (configuration) =>
    violationsOf(configuration.ofType("aws_vpc_endpoint"), ({ address, body }) => {
      const isGateway = (textOf(body["vpc_endpoint_type"]) ?? "Gateway") === "Gateway";
      const own = isGiven(body["policy"]);
      const beside = configuration
        .ofType("aws_vpc_endpoint_policy")
        .some(({ body: { vpc_endpoint_id: id } }) => configuration.target(id)?.address === address);
      return !isGateway || own || beside ? undefined : "it has no policy: everything may pass";
    }),
  passes: endpoint({ policy: '{"Version":"2012-10-17","Statement":[]}' }),
  fails: endpoint({}),
};
