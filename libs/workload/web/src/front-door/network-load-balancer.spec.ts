import { Eip } from "@cdktf/provider-aws/lib/eip";
import { Lb } from "@cdktf/provider-aws/lib/lb";
import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { synthStack } from "@tagform/testing";
import { suppressionsIn } from "@tagform/workload-kind";

import type { NetworkFrontDoorConfig } from "./front-door-config";
import { CERTIFICATE, sampleFrontDoor } from "./sample-front-door";

const door = (config: Omit<NetworkFrontDoorConfig, "type"> = {}, props = {}) =>
  synthStack(sampleFrontDoor({ type: "network", ...config }, props));
const tls = { certificateArn: CERTIFICATE };

test("its security group is there from the start: the fleet lets in that group and nobody else", () => {
  expect(door().only(Lb)).toMatchObject({
    load_balancer_type: "network",
    security_groups: [expect.stringContaining("front-door_firewall_group")],
  });
});

test("without a certificate TCP is handed on as it comes", () => {
  const open = door();
  expect(open.all(LbListener)).toEqual([expect.objectContaining({ port: 80, protocol: "TCP" })]);
  expect(open.all(VpcSecurityGroupIngressRule)).toEqual([expect.objectContaining({ from_port: 80 })]);
});

test("with a certificate TLS ends here, and port 80 is closed: nothing could redirect", () => {
  const closed = door({ tls });
  expect(closed.all(LbListener)).toEqual([
    expect.objectContaining({
      port: 443,
      protocol: "TLS",
      ssl_policy: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
      alpn_policy: "HTTP1Only",
    }),
  ]);
  expect(closed.all(VpcSecurityGroupIngressRule)).toEqual([expect.objectContaining({ from_port: 443 })]);
});

test("connections are spread over all zones; staying in the zone is a choice, which answers the scanner", () => {
  expect(door().only(Lb)).toMatchObject({ enable_cross_zone_load_balancing: true });
  const zonal = synthStack((stack) => {
    sampleFrontDoor({ type: "network", crossZone: false })(stack);
    expect(suppressionsIn(stack).map(({ id }) => id)).toContain("CKV_AWS_152");
  });
  expect(zonal.only(Lb)).toMatchObject({ enable_cross_zone_load_balancing: false });
});

test("every zone gets an address of its own where the data says so", () => {
  const fixed = door({ staticAddresses: true });
  expect(door().all(Eip)).toEqual([]);
  expect(fixed.all(Eip)).toHaveLength(3);
  expect(fixed.only(Lb)).not.toHaveProperty("subnets");
  expect(fixed.only(Lb).subnet_mapping).toEqual(
    ["subnet-1", "subnet-2", "subnet-3"].map((subnet_id, index) => ({
      subnet_id,
      allocation_id: expect.stringContaining(`front-door_address-${index + 1}_`),
    })),
  );
});

test("a load balancer whose addresses change is replaced under its name, by which others find it", () => {
  for (const staticAddresses of [false, true]) {
    const synthesized = door({ staticAddresses });
    const [[choice, data] = []] = Object.entries(synthesized.json.resource?.["terraform_data"] ?? {});
    expect(data).toMatchObject({ input: { staticAddresses } });
    expect(synthesized.only(Lb)).toMatchObject({
      name: "research-dev-web",
      lifecycle: { replace_triggered_by: [`\${terraform_data.${choice}}`] },
    });
  }
});

test("health is asked by HTTP, though connections are TCP", () => {
  expect(door().only(LbTargetGroup)).toMatchObject({
    protocol: "TCP",
    health_check: { protocol: "HTTP", path: "/health", matcher: "200" },
  });
});

test("a check by TCP asks for no page", () => {
  const { health_check } = door({ targets: { healthCheck: { protocol: "TCP" } } }).only(LbTargetGroup);
  expect(health_check).toEqual({
    protocol: "TCP",
    interval: 30,
    timeout: 5,
    healthy_threshold: 2,
    unhealthy_threshold: 3,
  });
});

test("a target group that the provider could not change is another one, which outlives its replacement's start", () => {
  const groups = [
    synthStack(sampleFrontDoor()),
    door(),
    door({ targets: { healthCheck: { protocol: "TCP" } } }),
  ].map((synthesized) => synthesized.json.resource?.[LbTargetGroup.tfResourceType] ?? {});
  expect(new Set(groups.flatMap(Object.keys)).size).toBe(3);
  expect(groups.flatMap((group) => Object.values(group))).toMatchObject(
    ["research-dev-web", "research-dev-web-tcp", "research-dev-web-tcp-open"].map((name) => ({
      name,
      lifecycle: { create_before_destroy: true },
    })),
  );
});

test("instances see the client's address, and connections end with the instance", () => {
  expect(door().only(LbTargetGroup)).toMatchObject({
    preserve_client_ip: "true",
    connection_termination: true,
    deregistration_delay: "30",
    stickiness: { enabled: false, type: "source_ip" },
  });
  const config = { preserveClientIp: false, stickiness: true, deregistrationDelaySeconds: 60 };
  expect(door({ targets: config }).only(LbTargetGroup)).toMatchObject({
    preserve_client_ip: "false",
    deregistration_delay: "60",
    stickiness: { enabled: true, type: "source_ip" },
  });
});

test("zonal shift is allowed together with crossZone: AWS wants connections to unhealthy targets kept", () => {
  const shifted = door();
  expect(shifted.only(Lb)).toMatchObject({
    enable_zonal_shift: true,
    enable_cross_zone_load_balancing: true,
  });
  expect(shifted.only(LbTargetGroup)).toMatchObject({
    target_health_state: [{ enable_unhealthy_connection_termination: false }],
  });
});

test("logs, protection and IPv6 are those of the other type", () => {
  expect(door({}, { ipv6: true, deletable: { reason: "a rehearsal" } }).only(Lb)).toMatchObject({
    access_logs: { enabled: true, bucket: "logs" },
    enable_deletion_protection: false,
    enable_zonal_shift: true,
    ip_address_type: "dualstack",
  });
});
