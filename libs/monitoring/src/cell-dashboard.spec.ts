import { CloudwatchDashboard } from "@cdktf/provider-aws/lib/cloudwatch-dashboard";
import { synthStack } from "@tagform/testing";

import { CellDashboard } from "./cell-dashboard";
import type { DashboardSection } from "./dashboard-body";
import type { Metric } from "./metric";

interface Widget {
  readonly type: string;
  readonly x: number;
  readonly y: number;
  readonly properties: Readonly<Record<string, unknown>>;
}

const CPU: Metric = {
  ...{ namespace: "AWS/EC2", metricName: "CPUUtilization", statistic: "Average" },
  dimensions: { AutoScalingGroupName: "web" },
};

const section = (title: string, charts = 1): DashboardSection => ({
  title,
  alarmArns: [`arn:aws:cloudwatch:us-east-1:111122223333:alarm:${title}`],
  charts: Array.from({ length: charts }, (_, index) => ({
    title: `chart ${index}`,
    lines: { average: CPU },
  })),
});

const dashboard = (...sections: DashboardSection[]) =>
  synthStack((stack) => {
    for (const added of sections) {
      const cell = { environment: "dev", scope: "us-east-1", team: "research" } as const;
      CellDashboard.of(stack, { cell, region: "us-east-1" }).add(added);
    }
  }).only(CloudwatchDashboard);

const widgets = (...sections: DashboardSection[]) =>
  (JSON.parse(String(dashboard(...sections)["dashboard_body"])) as { widgets: Widget[] }).widgets;

test("a cell has one dashboard, whose name no other Region's has", () => {
  expect(dashboard(section("web"), section("api"))).toMatchObject({
    dashboard_name: "research-dev-us-east-1",
  });
});

test("each workload has its alarms above its charts, in the order of names, not of the data", () => {
  const shown = widgets(section("web"), section("api"));
  expect(shown.map(({ type, y }) => [type, y])).toEqual([
    ...[
      ["text", 0],
      ["alarm", 1],
      ["metric", 4],
    ],
    ...[
      ["text", 10],
      ["alarm", 11],
      ["metric", 14],
    ],
  ]);
  expect(shown[0]?.properties).toEqual({ markdown: "## api" });
  expect(widgets(section("api"), section("web"))).toEqual(shown);
});

test("three charts stand side by side", () => {
  const charts = widgets(section("web", 4)).filter(({ type }) => type === "metric");
  expect(charts.map(({ x, y }) => [x, y])).toEqual([
    [0, 4],
    [8, 4],
    [16, 4],
    [0, 10],
  ]);
});

test("a chart names its lines and the Region that they are of", () => {
  const [, , chart] = widgets(section("web"));
  expect(chart?.properties).toMatchObject({
    region: "us-east-1",
    metrics: [
      ["AWS/EC2", "CPUUtilization", "AutoScalingGroupName", "web", { label: "average", stat: "Average" }],
    ],
  });
});
