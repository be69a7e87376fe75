import type { JsonObject, TerraformJson } from "@tagform/hcl";

const VOLUME = { device_name: "/dev/xvda", ebs: { encrypted: "true", volume_size: 8 } };

/** A launch template in which a rule looks for one thing. */
export const template = (more: JsonObject = {}): JsonObject => ({
  name: "web",
  image_id: "${data.aws_ssm_parameter.image.insecure_value}",
  block_device_mappings: [VOLUME],
  ...more,
});

/** A configuration of one group in two zones, with two subnets and templates by name. */
export function fleet(
  group: JsonObject,
  templates: Record<string, JsonObject> = { web: template() },
): TerraformJson {
  const subnet = (zone: number): JsonObject => ({
    ...{
      vpc_id: "${aws_vpc.main.id}",
      cidr_block: `10.0.${zone}.0/24`,
      availability_zone_id: `use1-az${zone}`,
    },
  });
  return {
    data: {
      aws_ssm_parameter: {
        image: { name: "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64" },
      },
    },
    resource: {
      aws_vpc: { main: { cidr_block: "10.0.0.0/20" } },
      aws_subnet: { z1: subnet(1), z2: subnet(2) },
      aws_launch_template: templates,
      aws_autoscaling_group: {
        web: {
          ...{ min_size: 2, desired_capacity: 2, max_size: 4 },
          vpc_zone_identifier: ["${aws_subnet.z1.id}", "${aws_subnet.z2.id}"],
          ...group,
        },
      },
    },
  };
}

export const OWN_TEMPLATE: JsonObject = {
  launch_template: {
    id: "${aws_launch_template.web.id}",
    version: "${aws_launch_template.web.latest_version}",
  },
};

/** A policy of mixed instances over one template. */
export const mixed = (distribution: JsonObject, override: readonly JsonObject[]): JsonObject => ({
  mixed_instances_policy: {
    instances_distribution: distribution,
    launch_template: {
      launch_template_specification: {
        launch_template_id: "${aws_launch_template.web.id}",
        version: "${aws_launch_template.web.latest_version}",
      },
      override,
    },
  },
});
