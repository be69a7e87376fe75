import { Lb } from "@cdktf/provider-aws/lib/lb";
import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { LbListenerCertificate } from "@cdktf/provider-aws/lib/lb-listener-certificate";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { Wafv2WebAclAssociation } from "@cdktf/provider-aws/lib/wafv2-web-acl-association";
import { synthStack } from "@tagform/testing";
import { suppressionsIn } from "@tagform/workload-kind";

import type { FrontDoorConfig } from "./front-door-config";
import { CERTIFICATE, OTHER_CERTIFICATE, sampleFrontDoor, WEB_ACL } from "./sample-front-door";
import type { ApplicationTargetsConfig } from "./targets-config";

const door = (config: FrontDoorConfig = {}, props = {}) => synthStack(sampleFrontDoor(config, props));
const tls = { certificateArn: CERTIFICATE };

const targets = (config: ApplicationTargetsConfig) => door({ targets: config }).only(LbTargetGroup);

const accepted = (config: FrontDoorConfig, props = {}) => {
  const ids: string[] = [];
  synthStack((stack) => {
    sampleFrontDoor(config, props)(stack);
    ids.push(...suppressionsIn(stack).map(({ id }) => id));
  });
  return ids;
};

test("malformed headers are dropped, and ambiguous requests refused", () => {
  expect(door().only(Lb)).toMatchObject({
    load_balancer_type: "application",
    drop_invalid_header_fields: true,
    desync_mitigation_mode: "defensive",
  });
  expect(door({ desyncMitigation: "strictest" }).only(Lb)).toMatchObject({
    desync_mitigation_mode: "strictest",
  });
});

test("requests are logged; connections too where the data says so", () => {
  expect(door().only(Lb)).toMatchObject({
    access_logs: { enabled: true, bucket: "logs" },
    connection_logs: { enabled: false },
    depends_on: ["aws_s3_bucket_policy.logs"],
  });
  expect(door({ connectionLogs: true }).only(Lb)).toMatchObject({
    connection_logs: { enabled: true, bucket: "logs" },
  });
});

test("it can be deleted only for a reason, which answers the scanner", () => {
  expect(door().only(Lb)).toMatchObject({ enable_deletion_protection: true });
  expect(accepted({})).not.toContain("CKV_AWS_150");
  const deletable = { reason: "a rehearsal" };
  expect(door({}, { deletable }).only(Lb)).toMatchObject({ enable_deletion_protection: false });
  expect(accepted({}, { deletable })).toContain("CKV_AWS_150");
});

test("connections and headers are as the data says", () => {
  const config = {
    idleTimeoutSeconds: 120,
    clientKeepAliveSeconds: 600,
    http2: false,
    forwardedFor: "remove",
    zonalShift: false,
  } as const;
  expect(door(config).only(Lb)).toMatchObject({
    idle_timeout: 120,
    client_keep_alive: 600,
    enable_http2: false,
    xff_header_processing_mode: "remove",
    enable_zonal_shift: false,
  });
});

test("operators may move traffic out of a zone", () => {
  expect(door().only(Lb)).toMatchObject({ enable_zonal_shift: true });
});

test("where the network has IPv6, the internet reaches it by both address families", () => {
  const dual = door({}, { ipv6: true });
  expect(door().only(Lb)).toMatchObject({ ip_address_type: "ipv4" });
  expect(dual.only(Lb)).toMatchObject({ ip_address_type: "dualstack" });
  expect(dual.all(VpcSecurityGroupIngressRule)).toEqual([
    expect.objectContaining({ cidr_ipv4: "0.0.0.0/0", from_port: 80 }),
    expect.objectContaining({ cidr_ipv6: "::/0", from_port: 80 }),
  ]);
});

test("clients need TLS 1.2 at least, and get a key exchange that lasts; 1.3 alone is a choice", () => {
  const [https] = door({ tls }).all(LbListener);
  expect(https).toMatchObject({
    port: 443,
    protocol: "HTTPS",
    ssl_policy: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
    certificate_arn: CERTIFICATE,
  });
  const [strict] = door({ tls: { ...tls, policy: "ELBSecurityPolicy-TLS13-1-3-PQ-2025-09" } }).all(
    LbListener,
  );
  expect(strict).toMatchObject({ ssl_policy: "ELBSecurityPolicy-TLS13-1-3-PQ-2025-09" });
});

test("further certificates are known by their ids, not by their order", () => {
  const config = { tls: { ...tls, moreCertificateArns: [OTHER_CERTIFICATE] } };
  const certificates = door(config).json.resource?.[LbListenerCertificate.tfResourceType] ?? {};
  expect(Object.entries(certificates)).toEqual([
    [
      expect.stringContaining("certificate-4e5f6a7b"),
      expect.objectContaining({ certificate_arn: OTHER_CERTIFICATE }),
    ],
  ]);
});

test("with a certificate, HTTP does nothing but redirect", () => {
  const [, http] = door({ tls, otherwise: { type: "fixed-response", statusCode: 404 } }).all(LbListener);
  expect(http).toMatchObject({
    port: 80,
    default_action: [{ type: "redirect", redirect: { protocol: "HTTPS", port: "443" } }],
  });
});

test("a web ACL filters requests where one is named; where none is, the scanner gets the reason", () => {
  expect(door({ webAclArn: WEB_ACL }).only(Wafv2WebAclAssociation)).toMatchObject({ web_acl_arn: WEB_ACL });
  expect(accepted({ webAclArn: WEB_ACL })).not.toContain("CKV2_AWS_28");
  expect(accepted({})).toContain("CKV2_AWS_28");
});

test("findings about clear text are accepted only without a certificate", () => {
  expect(accepted({})).toEqual(expect.arrayContaining(["CKV_AWS_2", "CKV_AWS_103", "CKV2_AWS_20"]));
  expect(accepted({ tls, webAclArn: WEB_ACL })).toEqual(["CKV_AWS_260", "CKV2_AWS_76"]);
});

test("a target is healthy when /health answers 200 twice, and unhealthy after three failures", () => {
  expect(targets({})).toMatchObject({
    health_check: {
      protocol: "HTTP",
      path: "/health",
      matcher: "200",
      interval: 30,
      timeout: 5,
      healthy_threshold: 2,
      unhealthy_threshold: 3,
    },
  });
});

test("health checks are as the data says", () => {
  expect(
    targets({ healthCheck: { path: "/up", successCodes: "200-299", intervalSeconds: 10 } }),
  ).toMatchObject({
    health_check: { path: "/up", matcher: "200-299", interval: 10, timeout: 5 },
  });
});

test("requests in flight get 30 seconds, and a new instance 30 to take its share", () => {
  expect(targets({})).toMatchObject({
    deregistration_delay: "30",
    load_balancing_algorithm_type: "round_robin",
    slow_start: 30,
    stickiness: { enabled: false },
  });
  expect(targets({ deregistrationDelaySeconds: 0, slowStartSeconds: 0 })).toMatchObject({
    deregistration_delay: "0",
    slow_start: 0,
  });
});

test("algorithms that AWS does not combine with slow start switch it off", () => {
  expect(targets({ algorithm: "least_outstanding_requests" })).toMatchObject({
    load_balancing_algorithm_type: "least_outstanding_requests",
    load_balancing_anomaly_mitigation: "off",
    slow_start: 0,
  });
  expect(targets({ algorithm: "weighted_random" })).toMatchObject({
    load_balancing_anomaly_mitigation: "on",
    slow_start: 0,
    stickiness: { enabled: false },
  });
});

test("what AWS does not combine cannot be written", () => {
  const check = (..._configs: readonly [ApplicationTargetsConfig] | readonly [FrontDoorConfig]) => undefined;
  // @ts-expect-error slow start goes with round_robin only
  check({ algorithm: "least_outstanding_requests", slowStartSeconds: 30 });
  // @ts-expect-error weighted_random has no stickiness
  check({ algorithm: "weighted_random", stickiness: { seconds: 1 } });
  // @ts-expect-error only weighted_random finds anomalies
  check({ algorithm: "round_robin", anomalyMitigation: true });
  // @ts-expect-error a web ACL cannot filter connections
  check({ type: "network", webAclArn: WEB_ACL });
});

test("stickiness follows the load balancer's cookie, or the application's own", () => {
  expect(targets({ stickiness: { seconds: 3600 } })).toMatchObject({
    stickiness: { enabled: true, type: "lb_cookie", cookie_duration: 3600 },
  });
  expect(targets({ stickiness: { seconds: 3600, cookieName: "session" } })).toMatchObject({
    stickiness: { enabled: true, type: "app_cookie", cookie_name: "session" },
  });
});
