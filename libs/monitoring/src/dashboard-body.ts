import { type Metric, PERIOD_SECONDS } from "./metric";

/** Lines over time. */
export interface Chart {
  readonly title: string;
  /** By what they are called, in the order in which they are drawn. */
  readonly lines: Readonly<Record<string, Metric>>;
}

/** What a dashboard shows of one workload. */
export interface DashboardSection {
  readonly title: string;
  readonly alarmArns: readonly string[];
  readonly charts: readonly Chart[];
}

/** CloudWatch's grid is 24 wide; three charts stand side by side. */
const GRID = { width: 24, heading: 1, alarms: 3, chart: { width: 8, height: 6 } } as const;

/**
 * The widgets of a dashboard in CloudWatch's form: below each other the sections, in the order of their titles, each with
 * its alarms above its charts.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
 */
export function dashboardBody(sections: readonly DashboardSection[], region: string): object {
  const widgets: object[] = [];
  let y = 0;
  for (const { title, alarmArns, charts } of [...sections].sort(byTitle)) {
    const { width, heading, alarms, chart } = GRID;
    widgets.push({
      ...{ type: "text", x: 0, y, width, height: heading },
      properties: { markdown: `## ${title}` },
    });
    y += heading;
    widgets.push({
      ...{ type: "alarm", x: 0, y, width, height: alarms },
      properties: { title: "Alarms", alarms: alarmArns },
    });
    y += alarms;
    const perRow = width / chart.width;
    charts.forEach((drawn, index) => {
      const place = { x: (index % perRow) * chart.width, y: y + Math.floor(index / perRow) * chart.height };
      widgets.push({ type: "metric", ...place, ...chart, properties: chartProperties(drawn, region) });
    });
    y += Math.ceil(charts.length / perRow) * chart.height;
  }
  return { widgets };
}

function chartProperties({ title, lines }: Chart, region: string): object {
  return {
    ...{ title, region, view: "timeSeries", stacked: false, period: PERIOD_SECONDS },
    metrics: Object.entries(lines).map(([label, { namespace, metricName, dimensions, statistic }]) => [
      namespace,
      metricName,
      ...Object.entries(dimensions).flat(),
      { label, stat: statistic },
    ]),
    yAxis: { left: { min: 0 } },
  };
}

const byTitle = (a: DashboardSection, b: DashboardSection): number =>
  a.title < b.title ? -1 : Number(a.title > b.title);
