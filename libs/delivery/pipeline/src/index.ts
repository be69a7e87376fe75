export type { BuildNetwork, BuildProcessor, DeliveryPipelineConfig } from "./delivery-pipeline-config";
export { deliveryPipeline } from "./delivery-pipeline-kind";
export type { DeliveryPlace } from "./delivery-place";
export type { RepositoryConfig } from "./repository";
