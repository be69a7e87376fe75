export { deliveryPipeline } from "./delivery-pipeline-kind";
