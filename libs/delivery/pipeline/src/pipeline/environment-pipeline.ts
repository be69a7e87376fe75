import { Codepipeline } from "@cdktf/provider-aws/lib/codepipeline";
import { TAG_VARIABLE } from "@tagform/delivery-queue";
import { pipelineName } from "@tagform/deployment";
import { Construct } from "constructs";

import { pipelineStages, type StagesProps } from "./pipeline-stages";

export interface EnvironmentPipelineProps extends StagesProps {
  readonly roleArn: string;
  /** Where actions hand over, and the key that encrypts it. */
  readonly artifacts: { readonly bucketName: string; readonly keyArn: string };
  /** Whether Terraform may delete the pipeline. */
  readonly deletable: boolean;
}

/**
 * Define the pipeline of an environment. Nothing starts it but the queue: it has no trigger, and its source does not look for
 * changes.
 *
 * In PARALLEL mode executions "run simultaneously and independently of one another", so that one that waits for approval
 * holds back its own cell alone; the queue keeps the order (docs/adr/0025-executions-in-parallel-behind-a-queue.md).
 * https://docs.aws.amazon.com/codepipeline/latest/userguide/concepts-how-it-works.html
 */
export class EnvironmentPipeline extends Construct {
  public readonly pipelineArn: string;

  public constructor(scope: Construct, id: string, props: EnvironmentPipelineProps) {
    super(scope, id);
    const { environment, roleArn, artifacts, deletable } = props;
    this.pipelineArn = new Codepipeline(this, "pipeline", {
      name: pipelineName(environment),
      pipelineType: "V2",
      executionMode: "PARALLEL",
      roleArn,
      artifactStore: [
        {
          type: "S3",
          location: artifacts.bucketName,
          encryptionKey: { type: "KMS", id: artifacts.keyArn },
        },
      ],
      // Without a value there would be an execution for no tag.
      variable: [{ name: TAG_VARIABLE, description: "The deployment tag that is delivered" }],
      stage: pipelineStages(props),
      // A change is an update ("updates a specified pipeline with edits or changes to its structure"), never another
      // pipeline: https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_UpdatePipeline.html
      lifecycle: { preventDestroy: !deletable },
    }).arn;
  }
}
