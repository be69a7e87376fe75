import { AutoscalingGroup } from "@cdktf/provider-aws/lib/autoscaling-group";
import { CloudwatchDashboard } from "@cdktf/provider-aws/lib/cloudwatch-dashboard";
import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import { Lb } from "@cdktf/provider-aws/lib/lb";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import { NatGateway } from "@cdktf/provider-aws/lib/nat-gateway";
import { type SynthesizedStack, synthStack } from "@tagform/testing";

import { memoryMetric } from "../fleet/memory-metric";
import type { WebConfig } from "../web-config";
import { WebWorkload } from "../web-workload";

const FLEET: WebConfig["fleet"] = { capacity: { min: 1, desired: 2, max: 3 }, instanceTypes: ["t4g.small"] };
const NETWORK: WebConfig["network"] = { cidr: "10.0.0.0/16", natGateways: "single" };

const web = (overrides: Partial<WebConfig> = {}, names: readonly string[] = ["web"]) =>
  synthStack((stack) => {
    for (const name of names) {
      new WebWorkload(stack, name, {
        name,
        cell: { environment: "dev", scope: "us-east-1", team: "research" },
        ...{ region: "us-east-1", accountId: "111122223333", partition: "aws", tags: {} },
        config: {
          kind: "web",
          ...{ network: NETWORK, fleet: FLEET, logRetentionDays: 30 },
          instanceRole: { workload: "instance", perRegion: true },
          ...overrides,
        },
      });
    }
  });

const alarmNames = (synthesized: SynthesizedStack) =>
  synthesized.all(CloudwatchMetricAlarm).map(({ alarm_name }) => alarm_name);

const alarm = (name: string, overrides: Partial<WebConfig> = {}) =>
  web(overrides)
    .all(CloudwatchMetricAlarm)
    .find(({ alarm_name }) => alarm_name === `research-dev-web-${name}`);

/** Addresses of the elements that serve, and that no alarm reads a metric of. */
function unwatched({ json }: SynthesizedStack): string[] {
  const alarms = JSON.stringify(json.resource?.[CloudwatchMetricAlarm.tfResourceType]);
  return [Lb, LbTargetGroup, AutoscalingGroup, NatGateway]
    .flatMap(({ tfResourceType: type }) =>
      Object.keys(json.resource?.[type] ?? {}).map((name) => `${type}.${name}`),
    )
    .filter((address) => !alarms.includes(`\${${address}.`));
}

test.each<Partial<WebConfig>>([
  {},
  { frontDoor: { type: "network" } },
  { network: { ...NETWORK, natGateways: "one-per-zone" } },
])("with %j nothing that serves is without an alarm, and every alarm tells the topic", (overrides) => {
  const synthesized = web(overrides);
  expect(unwatched(synthesized)).toEqual([]);
  const actions = synthesized
    .all(CloudwatchMetricAlarm)
    .map(({ alarm_actions, ok_actions }) => [alarm_actions, ok_actions]);
  const topic = [expect.stringMatching(/^\$\{aws_sns_topic_policy\..+\.arn\}$/)];
  expect(actions).toEqual(actions.map(() => [topic, topic]));
});

test("errors are counted in percent, and a few of them are no news", () => {
  expect(alarm("target-errors")).toMatchObject({
    ...{ threshold: 1, evaluation_periods: 5, datapoints_to_alarm: 3, treat_missing_data: "notBreaching" },
    metric_query: [
      { expression: "IF(errors >= 5, 100 * errors / others, 0)" },
      { metric: { metric_name: "HTTPCode_Target_5XX_Count", stat: "Sum" } },
      { metric: { metric_name: "RequestCount", stat: "Sum" } },
    ],
  });
});

test("a load balancer without targets has nothing but errors, which is 100 %", () => {
  expect(alarm("balancer-errors")).toMatchObject({
    metric_query: [{ expression: "IF(errors >= 5, 100 * errors / (errors + FILL(others, 0)), 0)" }, {}, {}],
  });
});

test("a group that says nothing has too few instances", () => {
  expect(alarm("below-minimum")).toMatchObject({
    treat_missing_data: "breaching",
    metric_query: [{ expression: "minimum - serving" }, {}, {}],
  });
});

test("all metrics of the group that are read are kept", () => {
  const synthesized = web();
  const read = JSON.stringify(synthesized.all(CloudwatchMetricAlarm)).match(/"Group\w+"/g) ?? [];
  const kept = synthesized.only(AutoscalingGroup)["enabled_metrics"] as readonly string[];
  expect(read.length).toBeGreaterThan(0);
  expect(read.filter((name) => !kept.includes(JSON.parse(name) as string))).toEqual([]);
});

test("NAT gateways of all zones are one alarm", () => {
  const { metric_query: queries } =
    alarm("nat-ports", { network: { ...NETWORK, natGateways: "one-per-zone" } }) ?? {};
  expect(queries).toMatchObject([{ expression: "SUM(METRICS())" }, { id: "m1" }, { id: "m2" }, { id: "m3" }]);
});

test("what a workload does not have has no alarm", () => {
  const names = alarmNames(web({ network: { ...NETWORK, natGateways: "none" } }));
  expect(names).not.toContain("research-dev-web-nat-ports");
  expect(names).not.toContain("research-dev-web-memory");
  expect(names).not.toContain("research-dev-web-rejected-flows");
});

test("memory is watched where instances report it", () => {
  const fleet = { ...FLEET, scaling: { memory: { target: 75 } } };
  expect(alarm("memory", { fleet })).toMatchObject({
    metric_name: memoryMetric("anything", "research-dev-web").metricName,
    threshold: 90,
  });
});

test("the data has the last word on thresholds", () => {
  expect(alarm("latency", { monitoring: { thresholds: { latency: 2.5 } } })).toMatchObject({
    ...{ threshold: 2.5, extended_statistic: "p99" },
  });
});

test("a rollout ends when clients get errors from instances, or instances are unhealthy", () => {
  expect(web().only(AutoscalingGroup)).toMatchObject({
    instance_refresh: {
      preferences: {
        alarm_specification: {
          alarms: [expect.stringContaining("unhealthy-targets"), expect.stringContaining("target-errors")],
        },
      },
    },
  });
});

test("the workloads of a cell share its dashboard, each with its own charts", () => {
  const body = JSON.parse(String(web({}, ["web", "api"]).only(CloudwatchDashboard)["dashboard_body"])) as {
    widgets: { type: string; properties: { markdown?: string; title?: string } }[];
  };
  const headings = body.widgets.flatMap(({ properties: { markdown } }) => markdown ?? []);
  expect(headings).toEqual(["## api", "## web"]);
  const charts = body.widgets
    .filter(({ type }) => type === "metric")
    .map(({ properties: { title } }) => title);
  expect(charts.slice(0, charts.length / 2)).toEqual([
    ...["Requests and errors", "Seconds to answer", "Targets", "Capacity", "% CPU", "NAT"],
  ]);
});

test("there is a key for what is encrypted, and no other", () => {
  const keys = (overrides: Partial<WebConfig> = {}) =>
    web(overrides)
      .all(KmsKey)
      .map(({ description }) => description);
  const network = { ...NETWORK, flowLogs: { destination: "cloudwatch", logClass: "application" } } as const;
  expect(keys()).toEqual(["research-dev-web: notifications", "research-dev-web: volumes"]);
  expect(keys({ network })).toContain("research-dev-web: logs");
});

test("volumes are encrypted with the workload's key", () => {
  expect(web().only(LaunchTemplate)).toMatchObject({
    block_device_mappings: [
      { ebs: { encrypted: "true", kms_key_id: expect.stringMatching(/^\$\{aws_kms_key\..+\.arn\}$/) } },
    ],
  });
});
