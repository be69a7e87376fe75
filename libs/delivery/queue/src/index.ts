export {
  type DeliveryFailure,
  type DeliveryItem,
  type DeliveryResult,
  type DeliveryState,
  isOpen,
  type NewDelivery,
  type RefusedDelivery,
} from "./delivery-item";
export type { DeliveryQueue, DispatchQueue, EndedExecution, Enqueued } from "./delivery-queue";
export {
  type ActionRun,
  COMMIT_ACTION,
  type DeliveryRunner,
  type RecordBuild,
  type RecordRequest,
  TAG_VARIABLE,
} from "./delivery-runner";
export { Dispatcher, type DispatcherProps } from "./dispatcher";
export { type QueueConnection, queueIn } from "./dynamo-queue";
export { type Journal, METRIC_DIMENSION, METRIC_NAMESPACE, type QueueMetrics } from "./journal";
export { MemoryQueue } from "./memory-queue";
export { type Notice } from "./notice";
export { QUEUE_KEYS } from "./queue-table";
export { DISPATCH_VARIABLES, type DispatchSettings } from "./settings";
