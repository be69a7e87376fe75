import { AutoscalingPolicy } from "@cdktf/provider-aws/lib/autoscaling-policy";
import { AutoscalingSchedule } from "@cdktf/provider-aws/lib/autoscaling-schedule";
import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { synthStack } from "@tagform/testing";

import { memoryMetric } from "../memory-metric";
import { Scaling } from "./scaling";
import type { ScalingConfig } from "./scaling-config";

const scaling = (config: ScalingConfig) =>
  synthStack(
    (stack) =>
      new Scaling(stack, "scaling", {
        ...config,
        name: "research-dev-web",
        sources: {
          autoscalingGroupName: "research-dev-web",
          memory: memoryMetric("research/instance", "research-dev-web"),
          loadBalancer: { loadBalancerArnSuffix: "app/web/1", targetGroupArnSuffix: "targetgroup/web/2" },
          queueName: config.queue?.name,
        },
      }),
  );

test("CPU use is held at 70 percent unless the data says something else", () => {
  const scales = { predefined_metric_specification: { predefined_metric_type: "ASGAverageCPUUtilization" } };
  expect(scaling({}).only(AutoscalingPolicy)).toMatchObject({
    target_tracking_configuration: { ...scales, target_value: 70, disable_scale_in: false },
  });
  expect(scaling({ cpu: { target: 50, scaleIn: false } }).only(AutoscalingPolicy)).toMatchObject({
    target_tracking_configuration: { ...scales, target_value: 50, disable_scale_in: true },
  });
});

test("memory, requests and a queue can be tracked beside it", () => {
  const [, memory, requests, queue] = scaling({
    memory: { target: 80 },
    requests: { target: 1000 },
    queue: { name: "orders", target: 100 },
  }).all(AutoscalingPolicy);
  expect(memory).toMatchObject({
    target_tracking_configuration: {
      customized_metric_specification: {
        namespace: "research/instance",
        metric_name: "mem_used_percent",
        metric_dimension: [{ name: "AutoScalingGroupName", value: "research-dev-web" }],
      },
    },
  });
  expect(requests).toMatchObject({
    target_tracking_configuration: {
      predefined_metric_specification: {
        predefined_metric_type: "ALBRequestCountPerTarget",
        resource_label: "app/web/1/targetgroup/web/2",
      },
    },
  });
  expect(queue).toMatchObject({
    target_tracking_configuration: {
      customized_metric_specification: {
        metrics: [
          {
            id: "waiting",
            metric_stat: { metric: { dimensions: [{ value: "orders" }] } },
            return_data: false,
          },
          { id: "instances", return_data: false },
          { id: "load", expression: "waiting / instances", return_data: true },
        ],
      },
    },
  });
});

const STEPS = {
  out: [
    { above: 50, addPercentage: 10 },
    { above: 60, addPercentage: 20 },
    { above: 75, addPercentage: 30 },
  ],
  in: { below: 30, removePercentage: 10 },
} as const;

test("steps leave no gap, have no end, and add at least one instance", () => {
  const [out, in_] = scaling({ cpu: STEPS }).all(AutoscalingPolicy);
  expect(out).toMatchObject({
    adjustment_type: "PercentChangeInCapacity",
    min_adjustment_magnitude: 1,
    step_adjustment: [
      { metric_interval_lower_bound: "0", metric_interval_upper_bound: "10", scaling_adjustment: 10 },
      { metric_interval_lower_bound: "10", metric_interval_upper_bound: "25", scaling_adjustment: 20 },
      { metric_interval_lower_bound: "25", scaling_adjustment: 30 },
    ],
  });
  expect(in_).toMatchObject({
    step_adjustment: [{ metric_interval_upper_bound: "0", scaling_adjustment: -10 }],
  });
});

test("an alarm starts each policy: one minute adds instances, a quarter of an hour removes them", () => {
  const synthesized = scaling({ cpu: STEPS });
  expect(synthesized.all(CloudwatchMetricAlarm)).toMatchObject([
    {
      alarm_name: "research-dev-web-scale-out-cpu",
      comparison_operator: "GreaterThanThreshold",
      threshold: 50,
      evaluation_periods: 1,
      period: 60,
      alarm_actions: [expect.stringMatching(/^\$\{aws_autoscaling_policy\.scaling_cpu_out_\w+\.arn\}$/)],
    },
    {
      alarm_name: "research-dev-web-scale-in-cpu",
      comparison_operator: "LessThanThreshold",
      threshold: 30,
      evaluation_periods: 15,
    },
  ]);
});

test("an alarm over a queue divides what waits by the instances at work", () => {
  const queue = { name: "orders", out: [{ above: 50, addPercentage: 10 }] } as const;
  expect(scaling({ queue }).only(CloudwatchMetricAlarm)).toMatchObject({
    metric_query: [
      { id: "waiting", metric: { namespace: "AWS/SQS", stat: "Sum" } },
      { id: "instances", metric: { metric_name: "GroupInServiceInstances" } },
      { id: "load", expression: "waiting / instances", return_data: true },
    ],
  });
});

test("a schedule leaves alone what it does not set, and the order of the data does not show", () => {
  const schedules = {
    morning: { cron: "0 7 * * MON-FRI", timeZone: "Europe/Berlin", min: 5 },
    evening: { cron: "0 19 * * *", timeZone: "Europe/Berlin", min: 2, desired: 2 },
  };
  expect(scaling({ schedules }).all(AutoscalingSchedule)).toMatchObject([
    { scheduled_action_name: "evening", min_size: 2, desired_capacity: 2, max_size: -1 },
    {
      scheduled_action_name: "morning",
      recurrence: "0 7 * * MON-FRI",
      time_zone: "Europe/Berlin",
      min_size: 5,
      desired_capacity: -1,
      max_size: -1,
    },
  ]);
});
