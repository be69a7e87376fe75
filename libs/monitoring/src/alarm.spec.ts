import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { synthStack } from "@tagform/testing";

import { Alarm, type AlarmProps } from "./alarm";
import type { Metric } from "./metric";

const metric = (metricName: string, statistic: Metric["statistic"]): Metric => ({
  ...{ namespace: "AWS/ApplicationELB", metricName, statistic },
  dimensions: { LoadBalancer: "app/web/50dc6c495c0c9188" },
});

const alarm = (overrides: Partial<AlarmProps> = {}) =>
  synthStack(
    (stack) =>
      new Alarm(stack, "alarm", {
        ...{ name: "research-dev-web-rejected", topicArn: "arn:aws:sns:us-east-1:111122223333:alarms" },
        ...{ meaning: "connections are refused", remedy: "Look at the number of connections" },
        measure: metric("RejectedConnectionCount", "Sum"),
        ...{ when: ">", threshold: 0, minutes: { bad: 3, of: 5 }, silence: "notBreaching" },
        ...overrides,
      }),
  ).only(CloudwatchMetricAlarm);

test("an alarm tells its topic when it goes off and when it is over, and says what it means", () => {
  expect(alarm()).toMatchObject({
    alarm_name: "research-dev-web-rejected",
    alarm_description: "connections are refused. Look at the number of connections.",
    alarm_actions: ["arn:aws:sns:us-east-1:111122223333:alarms"],
    ok_actions: ["arn:aws:sns:us-east-1:111122223333:alarms"],
  });
});

test("an alarm goes off when enough of the last minutes are on the wrong side", () => {
  expect(alarm()).toMatchObject({
    ...{ comparison_operator: "GreaterThanThreshold", threshold: 0, statistic: "Sum", period: 60 },
    ...{ evaluation_periods: 5, datapoints_to_alarm: 3, treat_missing_data: "notBreaching" },
  });
});

test("a percentile of a few values sets off nothing", () => {
  expect(alarm({ measure: metric("TargetResponseTime", "p99") })).toMatchObject({
    ...{ extended_statistic: "p99", evaluate_low_sample_count_percentiles: "ignore" },
    dimensions: { LoadBalancer: "app/web/50dc6c495c0c9188" },
  });
});

test("a computed metric is what is compared, its inputs are not", () => {
  const measure = {
    ...{ expression: "100 * errors / requests", label: "% errors" },
    metrics: { errors: metric("HTTPCode_ELB_5XX_Count", "Sum"), requests: metric("RequestCount", "Sum") },
  };
  expect(alarm({ measure })).toMatchObject({
    metric_query: [
      { expression: "100 * errors / requests", label: "% errors", return_data: true },
      { id: "errors", return_data: false, metric: { metric_name: "HTTPCode_ELB_5XX_Count", stat: "Sum" } },
      { id: "requests", return_data: false, metric: { metric_name: "RequestCount", period: 60 } },
    ],
  });
});
