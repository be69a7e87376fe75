import type { WorkloadProps } from "@tagform/workload-kind";
import { Construct } from "constructs";

import type { DeliveryPipelineConfig } from "./delivery-pipeline-config";

/** Define what delivers an environment, from the data of the platform. */
export class DeliveryPipeline extends Construct {
  public constructor(scope: Construct, id: string, _props: WorkloadProps<DeliveryPipelineConfig>) {
    super(scope, id);
  }
}
