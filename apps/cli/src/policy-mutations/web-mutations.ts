import { type Mutation, remove, set, setTerraform } from "./mutation";

const GROUP = "aws_autoscaling_group.website_fleet_group";
const TEMPLATE = "aws_launch_template.website_fleet_template";
const POLICY = ["mixed_instances_policy"] as const;
const DISTRIBUTION = [...POLICY, "instances_distribution"] as const;
const OVERRIDES = [...POLICY, "launch_template", "override"] as const;
const NETWORK = "website_network";
const S3_ENDPOINT = `aws_vpc_endpoint.${NETWORK}_gateway_endpoints_s3`;

const types = (...names: string[]) => names.map((name) => ({ instance_type: name }));

/** Of each rule, how a web workload in prod would break it. */
export const WEB_MUTATIONS: Readonly<Record<string, Mutation>> = {
  TAGFORM_CELL_1: setTerraform(["backend", "s3", "key"], "research/dev-us-east-1/terraform.tfstate"),
  TAGFORM_CELL_2: set("provider.aws", ["allowed_account_ids"], []),
  TAGFORM_CELL_3: set("provider.aws", ["region"], "eu-central-1"),
  TAGFORM_CELL_5: set(
    "aws_sns_topic.website_monitoring_topic_topic",
    ["display_name"],
    "Alarms of eu-west-1",
  ),
  TAGFORM_CELL_6: setTerraform(["required_providers", "aws", "version"], ">= 6.0"),
  TAGFORM_NET_1: set(`aws_subnet.${NETWORK}_use1_az1_data`, ["availability_zone"], "us-east-1a"),
  TAGFORM_NET_2: remove(`aws_subnet.${NETWORK}_use1_az1_data`, ["availability_zone_id"]),
  TAGFORM_NET_3: remove(`aws_route_table_association.${NETWORK}_use1_az1_data_association`),
  TAGFORM_NET_4: remove(`aws_network_acl_rule.${NETWORK}_data_acl_out_1`),
  TAGFORM_NET_5: set(
    "aws_vpc_security_group_ingress_rule.website_fleet_firewall_from_front_door_8080",
    ["cidr_ipv4"],
    "10.192.0.0/23",
  ),
  TAGFORM_NET_6: set(
    "aws_vpc_security_group_ingress_rule.website_front_door_firewall_from_internet_80",
    ["to_port"],
    8080,
  ),
  TAGFORM_NET_7: remove(S3_ENDPOINT),
  TAGFORM_NET_8: set(S3_ENDPOINT, ["vpc_endpoint_type"], "Interface"),
  TAGFORM_NET_9: remove(S3_ENDPOINT, ["policy"]),
  TAGFORM_FLEET_1: set(GROUP, ["health_check_type"], "EC2"),
  TAGFORM_FLEET_2: set(GROUP, ["max_size"], 5),
  TAGFORM_FLEET_3: remove(GROUP, ["instance_refresh"]),
  TAGFORM_FLEET_4: set(GROUP, OVERRIDES, types("m7g.large")),
  TAGFORM_FLEET_5: remove(GROUP, ["vpc_zone_identifier", 2]),
  TAGFORM_FLEET_6: set(TEMPLATE, ["instance_requirements"], { vcpu_count: { min: 2 } }),
  TAGFORM_FLEET_7: set(GROUP, [...DISTRIBUTION, "on_demand_percentage_above_base_capacity"], 0),
  TAGFORM_FLEET_8: set(GROUP, [...DISTRIBUTION, "spot_allocation_strategy"], "price-capacity-optimized"),
  TAGFORM_FLEET_9: set(GROUP, OVERRIDES, types("m7g.large", "m7i.large")),
  TAGFORM_FLEET_10: set(
    "aws_autoscaling_policy.website_fleet_scaling_cpu",
    ["target_tracking_configuration", "target_value"],
    95,
  ),
  TAGFORM_FLEET_11: remove("aws_autoscaling_policy.website_fleet_scaling_cpu"),
  TAGFORM_FLEET_12: set(TEMPLATE, ["block_device_mappings", 0, "ebs", "encrypted"], "false"),
  TAGFORM_FLEET_13: set(TEMPLATE, ["image_id"], "ami-0123456789abcdef0"),
  TAGFORM_FLEET_15: set(GROUP, OVERRIDES, types("m7i.large", "m6i.large")),
  TAGFORM_RES_1: set(GROUP, ["min_size"], 1),
  TAGFORM_RES_2: set(
    "aws_lb.website_front_door_load_balancer",
    ["subnets"],
    [`\${aws_subnet.${NETWORK}_use1_az1_public.id}`],
  ),
  TAGFORM_RES_3: set(
    `aws_route.${NETWORK}_use1_az2_way_out`,
    ["nat_gateway_id"],
    `\${aws_nat_gateway.${NETWORK}_use1_az1_nat.id}`,
  ),
  TAGFORM_RES_4: (document) => {
    const file = set("aws_efs_file_system.shared", [], { encrypted: true });
    const target = set("aws_efs_mount_target.shared", [], {
      file_system_id: "${aws_efs_file_system.shared.id}",
      subnet_id: `\${aws_subnet.${NETWORK}_use1_az1_data.id}`,
    });
    return target(file(document));
  },
  TAGFORM_RES_5: remove("aws_lb_target_group.website_front_door_targets", ["deregistration_delay"]),
  TAGFORM_WATCH_1: set("aws_cloudwatch_log_group.web", [], { name: "/web" }),
  TAGFORM_WATCH_4: remove("aws_cloudwatch_metric_alarm.website_monitoring_cpu_alarm", ["alarm_actions"]),
  TAGFORM_S3_1: set(
    "aws_s3_bucket_lifecycle_configuration.website_logs_lifecycle",
    ["rule", 2, "status"],
    "Disabled",
  ),
  TAGFORM_S3_2: remove("data.aws_iam_policy_document.website_logs_senders", ["statement", 3]),
  TAGFORM_S3_3: remove("aws_s3_bucket_ownership_controls.website_logs_ownership"),
  TAGFORM_KMS_1: remove("data.aws_iam_policy_document.website_volumes_key_policy", ["statement", 0]),
  TAGFORM_TAG_1: remove("provider.aws", ["default_tags", 0, "tags", "repository"]),
  TAGFORM_TAG_2: remove(TEMPLATE, ["tag_specifications"]),
  TAGFORM_IAM_4: (document) => {
    const managed = set("provider.aws", ["default_tags", 0, "tags", "team"], "management");
    return set("aws_ssoadmin_permission_set.reader", [], { name: "reader", instance_arn: "arn" })(
      managed(document),
    );
  },
};
