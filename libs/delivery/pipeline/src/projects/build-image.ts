import type { BuildProcessor } from "../delivery-pipeline-config";

/** On what a build runs. */
export interface BuildMachine {
  /** The kind of container. */
  readonly type: "LINUX_CONTAINER" | "ARM_CONTAINER";
  /** One image of AWS, by its date: what is called `7.0` alone is another image next month. */
  readonly image: string;
}

/**
 * Images with Node.js 22, Python 3.12 and git. Which ones there are: https://docs.aws.amazon.com/codebuild/latest/userguide/build-env-ref-available.html
 *
 * A dated image takes longer to start than the latest, which AWS keeps ready, and gets no patches: move it on with the
 * other pinned tools.
 */
export const BUILD_MACHINES: Readonly<Record<BuildProcessor, BuildMachine>> = {
  x86: { type: "LINUX_CONTAINER", image: "aws/codebuild/standard:7.0-25.04.04" },
  arm: { type: "ARM_CONTAINER", image: "aws/codebuild/amazonlinux-aarch64-standard:3.0-25.03.03" },
};
