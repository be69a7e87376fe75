import type { JsonObject } from "@tagform/hcl";

const COMPUTE = {
  compute_type: "BUILD_GENERAL1_SMALL",
  image: "aws/codebuild/standard:7.0",
  type: "LINUX_CONTAINER",
};

/** A build project of a name, with more or other arguments. */
export const project = (name: string, more: JsonObject = {}): JsonObject => ({
  ...{ name, service_role: `arn:aws:iam::111122223333:role/${name}`, artifacts: { type: "CODEPIPELINE" } },
  environment: COMPUTE,
  source: { type: "CODEPIPELINE", buildspec: "version: 0.2" },
  ...more,
});

/** The environment of a build that starts an image. */
export const environment = (image: string): JsonObject => ({ environment: { ...COMPUTE, image } });

const SOURCE = {
  ...{
    name: "Source",
    category: "Source",
    owner: "AWS",
    provider: "S3",
    version: "1",
    output_artifacts: ["Commit"],
  },
  configuration: { S3Bucket: "commits", S3ObjectKey: "commit.zip" },
};

/** A pipeline with a source and stages of one build each. */
export const pipeline = (stages: readonly string[], source: JsonObject = SOURCE): JsonObject => ({
  ...{ name: "deliver", pipeline_type: "V2", role_arn: "arn:aws:iam::111122223333:role/pipeline" },
  artifact_store: { location: "artifacts", type: "S3" },
  stage: [
    { name: "Source", action: [source] },
    ...stages.map((name) => ({
      name,
      action: [
        {
          ...{
            name,
            category: "Build",
            owner: "AWS",
            provider: "CodeBuild",
            version: "1",
            input_artifacts: ["Commit"],
          },
          configuration: { ProjectName: name.toLowerCase() },
        },
      ],
    })),
  ],
});
