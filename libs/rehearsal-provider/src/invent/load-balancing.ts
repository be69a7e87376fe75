import { type Invention, type Inventions } from "./result";
import { type Subject } from "./subject";

const KINDS: Readonly<Record<string, string>> = { application: "app", network: "net", gateway: "gwy" };

const name =
  (prefix: string): Invention =>
  (subject) =>
    `${subject.text("name_prefix", prefix)}${subject.digits(26 - prefix.length, "name")}`.slice(0, 32);

const arnSuffix: Invention = (subject) =>
  subject.text("arn").split(":").at(-1)?.replace("loadbalancer/", "") ?? "";

const loadBalancer: Inventions = {
  name: name("tf-lb-"),
  arn: (subject) => {
    const kind = KINDS[subject.text("load_balancer_type", "application")] ?? "app";
    return subject.arn(
      "elasticloadbalancing",
      `loadbalancer/${kind}/${subject.text("name")}/${subject.hex(16)}`,
    );
  },
  id: (subject) => subject.text("arn"),
  arn_suffix: arnSuffix,
  dns_name: dnsName,
  zone_id: (subject) => `Z${subject.base32(13, subject.region)}`,
  ip_address_type: () => "ipv4",
  internal: () => false,
  vpc_id: (subject) => `vpc-${subject.hex(17, "vpc")}`,
};

const targetGroup: Inventions = {
  name: name("tf-"),
  arn: (subject) =>
    subject.arn("elasticloadbalancing", `targetgroup/${subject.text("name")}/${subject.hex(16)}`),
  id: (subject) => subject.text("arn"),
  arn_suffix: (subject) => subject.text("arn").split(":").at(-1) ?? "",
  ip_address_type: () => "ipv4",
  load_balancing_algorithm_type: () => "round_robin",
  load_balancing_anomaly_mitigation: () => "off",
  load_balancing_cross_zone_enabled: () => "use_load_balancer_configuration",
  protocol_version: (subject) => (subject.text("protocol").startsWith("HTTP") ? "HTTP1" : ""),
};

const listener: Inventions = {
  arn: (subject) => {
    const parent = subject.text("load_balancer_arn").replace(":loadbalancer/", ":listener/");
    return `${parent}/${subject.hex(16)}`;
  },
  id: (subject) => subject.text("arn"),
  protocol: () => "HTTP",
  ssl_policy: (subject) => (subject.text("protocol") === "HTTPS" ? "ELBSecurityPolicy-2016-08" : ""),
};

const listenerRule: Inventions = {
  arn: (subject) =>
    `${subject.text("listener_arn").replace(":listener/", ":listener-rule/")}/${subject.hex(16)}`,
  id: (subject) => subject.text("arn"),
};

export const LOAD_BALANCING: Readonly<Record<string, Inventions>> = {
  aws_lb: loadBalancer,
  aws_alb: loadBalancer,
  aws_lb_target_group: targetGroup,
  aws_alb_target_group: targetGroup,
  aws_lb_listener: listener,
  aws_alb_listener: listener,
  aws_lb_listener_rule: listenerRule,
  aws_alb_listener_rule: listenerRule,
  aws_autoscaling_group: {
    name: (subject) => `${subject.text("name_prefix", "terraform-")}${subject.digits(26, "name")}`,
    id: (subject) => subject.text("name"),
    arn: (subject) =>
      subject.arn(
        "autoscaling",
        `autoScalingGroup:${subject.uuid()}:autoScalingGroupName/${subject.text("name")}`,
      ),
    desired_capacity: (subject) => subject.value("min_size"),
    health_check_type: () => "EC2",
    default_cooldown: () => 300,
    predicted_capacity: () => 0,
    warm_pool_size: () => 0,
    service_linked_role_arn: (subject) =>
      subject.arn("iam", "role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling", ""),
  },
  aws_autoscaling_policy: {
    id: (subject) => subject.text("name"),
    arn: (subject) =>
      subject.arn(
        "autoscaling",
        `scalingPolicy:${subject.uuid()}:autoScalingGroupName/${subject.text("autoscaling_group_name")}` +
          `:policyName/${subject.text("name")}`,
      ),
  },
};

function dnsName(subject: Subject): string {
  const balancer = subject.text("name");
  if (subject.text("load_balancer_type") === "network") {
    return `${balancer}-${subject.hex(16)}.elb.${subject.region}.amazonaws.com`;
  }
  const scheme = subject.value("internal") === true ? "internal-" : "";
  return `${scheme}${balancer}-${subject.digits(10, "dns")}.${subject.region}.elb.amazonaws.com`;
}
