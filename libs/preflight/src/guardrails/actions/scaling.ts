import { reference, type ServiceActions } from "./type-actions";

const INSTANCE = "arn:{partition}:ec2:{region}:{account}:instance/*";

/** Groups, load balancers and what watches them. */
export const AUTOSCALING: ServiceActions = {
  source: reference("list_amazonec2autoscaling"),
  types: {
    aws_autoscaling_group: {
      arn: "arn:{partition}:autoscaling:{region}:{account}:autoScalingGroup:*:autoScalingGroupName/{name}",
      // The role of its instances is passed on where its instance profile is made, which is judged there.
      // With a launch template, whoever makes the group has to be allowed to run its instances as well:
      // https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-launch-template-permissions.html
      create: [
        "autoscaling:CreateAutoScalingGroup",
        "autoscaling:CreateOrUpdateTags",
        ["ec2:RunInstances", INSTANCE],
      ],
      createWithSome: [
        "autoscaling:EnableMetricsCollection",
        "autoscaling:PutLifecycleHook",
        "autoscaling:SuspendProcesses",
        "autoscaling:PutWarmPool",
      ],
      update: [
        ...["autoscaling:UpdateAutoScalingGroup", "autoscaling:CreateOrUpdateTags", "autoscaling:DeleteTags"],
        ...["autoscaling:StartInstanceRefresh", "autoscaling:EnableMetricsCollection"],
        ["ec2:RunInstances", INSTANCE],
      ],
      delete: ["autoscaling:UpdateAutoScalingGroup", "autoscaling:DeleteAutoScalingGroup"],
    },
    aws_autoscaling_policy: {
      arn: "arn:{partition}:autoscaling:{region}:{account}:autoScalingGroup:*:autoScalingGroupName/{autoscaling_group_name}",
      create: ["autoscaling:PutScalingPolicy"],
      update: ["autoscaling:PutScalingPolicy"],
      delete: ["autoscaling:DeletePolicy"],
    },
    aws_autoscaling_schedule: {
      arn: "arn:{partition}:autoscaling:{region}:{account}:autoScalingGroup:*:autoScalingGroupName/{autoscaling_group_name}",
      create: ["autoscaling:PutScheduledUpdateGroupAction"],
      update: ["autoscaling:PutScheduledUpdateGroupAction"],
      delete: ["autoscaling:DeleteScheduledAction"],
    },
    aws_autoscaling_lifecycle_hook: {
      arn: "arn:{partition}:autoscaling:{region}:{account}:autoScalingGroup:*:autoScalingGroupName/{autoscaling_group_name}",
      create: ["autoscaling:PutLifecycleHook"],
      update: ["autoscaling:PutLifecycleHook"],
      delete: ["autoscaling:DeleteLifecycleHook"],
    },
  },
};

const elb = (type: string): string => `arn:{partition}:elasticloadbalancing:{region}:{account}:${type}`;

export const LOAD_BALANCING: ServiceActions = {
  source: reference("list_elasticloadbalancingv2"),
  types: {
    aws_lb: {
      arn: elb("loadbalancer/*"),
      create: [
        "elasticloadbalancing:CreateLoadBalancer",
        "elasticloadbalancing:AddTags",
        "elasticloadbalancing:ModifyLoadBalancerAttributes",
      ],
      update: [
        ...["ModifyLoadBalancerAttributes", "SetSecurityGroups", "SetSubnets", "SetIpAddressType"],
        ...["AddTags", "RemoveTags"],
      ].map((action) => `elasticloadbalancing:${action}`),
      delete: ["elasticloadbalancing:DeleteLoadBalancer"],
    },
    aws_lb_listener: {
      arn: elb("listener/*"),
      create: [
        ["elasticloadbalancing:CreateListener", elb("loadbalancer/*")],
        "elasticloadbalancing:AddTags",
      ],
      createWithSome: ["elasticloadbalancing:ModifyListenerAttributes"],
      update: ["ModifyListener", "ModifyListenerAttributes", "AddTags", "RemoveTags"].map(
        (action) => `elasticloadbalancing:${action}`,
      ),
      delete: ["elasticloadbalancing:DeleteListener"],
    },
    aws_lb_listener_certificate: {
      arn: elb("listener/*"),
      create: ["elasticloadbalancing:AddListenerCertificates"],
      update: [],
      delete: ["elasticloadbalancing:RemoveListenerCertificates"],
    },
    aws_lb_listener_rule: {
      arn: elb("listener-rule/*"),
      create: [["elasticloadbalancing:CreateRule", elb("listener/*")], "elasticloadbalancing:AddTags"],
      update: ["ModifyRule", "SetRulePriorities", "AddTags", "RemoveTags"].map(
        (action) => `elasticloadbalancing:${action}`,
      ),
      delete: ["elasticloadbalancing:DeleteRule"],
    },
    aws_lb_target_group: {
      arn: elb("targetgroup/{name}/*"),
      create: [
        "elasticloadbalancing:CreateTargetGroup",
        "elasticloadbalancing:AddTags",
        "elasticloadbalancing:ModifyTargetGroupAttributes",
      ],
      update: ["ModifyTargetGroup", "ModifyTargetGroupAttributes", "AddTags", "RemoveTags"].map(
        (action) => `elasticloadbalancing:${action}`,
      ),
      delete: ["elasticloadbalancing:DeleteTargetGroup"],
    },
    aws_lb_target_group_attachment: {
      arn: elb("targetgroup/*"),
      create: ["elasticloadbalancing:RegisterTargets"],
      update: [],
      delete: ["elasticloadbalancing:DeregisterTargets"],
    },
  },
};
