export {
  type DeliveryFailure,
  type DeliveryItem,
  type DeliveryResult,
  type DeliveryState,
  isOpen,
  type NewDelivery,
  OPEN_STATES,
  type RefusedDelivery,
} from "./delivery-item";
export type { DeliveryQueue, DispatchQueue, EndedExecution, Enqueued } from "./delivery-queue";
export { type QueueConnection, queueIn } from "./dynamo-queue";
export { MemoryQueue } from "./memory-queue";
export { QUEUE_KEYS } from "./queue-table";
