export { Alarm, type AlarmProps } from "./alarm";
export type { AlarmRule } from "./alarm-rule";
export { AlarmTopic, type AlarmTopicProps } from "./alarm-topic";
export { CellDashboard, type CellDashboardProps } from "./cell-dashboard";
export type { Chart, DashboardSection } from "./dashboard-body";
export type { ComputedMetric, Metric, Statistic } from "./metric";
export {
  type NotificationSenders,
  NotificationTopic,
  type NotificationTopicProps,
} from "./notification-topic";
