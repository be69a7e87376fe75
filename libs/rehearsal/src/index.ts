export {
  cloneForRehearsal,
  type CloneRequest,
  type PrivateClone,
  type RehearsedTag,
} from "./clone/clone-for-rehearsal";
export { type PrivateGitOptions, REHEARSAL_IDENTITY } from "./clone/private-git";
export { cloudFor } from "./cloud-for";
export { RehearsalFailedError, type RehearsalSteps, type RehearsedDeployment } from "./delivery/deploy-tag";
export { type KeptEmbeddedAws } from "./delivery/kept";
export { type Progress, type ProgressStep } from "./delivery/progress";
export {
  type Rehearsal,
  type RehearsalDestination,
  type RehearsalRequest,
  rehearse,
} from "./delivery/rehearse";
export {
  commitStepRunner,
  type RunStep,
  type StepRequest,
  type StepRunnerOptions,
} from "./delivery/step-runner";
export { administratorOf } from "./embedded/administrator";
export { administratorAccess } from "./embedded/administrator-access";
export { EmbeddedAws, type EmbeddedAwsOptions } from "./embedded/embedded-aws";
export { withoutAws } from "./embedded/environment";
export { loopbackEndpoint } from "./embedded/loopback";
export { createStateBackend } from "./embedded/state-backend";
export { stateText } from "./embedded/state-text";
export { type StackDocument } from "./pipeline/definition/terraform-stack";
export { type DeliveredTag, PipelineFailedError } from "./pipeline/delivered-tag";
export {
  type PipelineRehearsal,
  type PipelineRehearsalRequest,
  rehearsePipeline,
  type SynthesizedDelivery,
} from "./pipeline/rehearse-pipeline";
export { chooseProvider, type ChosenProvider, type ProviderOptions } from "./provider/choose-provider";
export {
  commitMirrorWriter,
  type MirrorRequest,
  type MirrorWriterOptions,
  type ServedTypes,
  type WriteMirror,
} from "./provider/commit-mirror";
export { terraformPlatform } from "./provider/provider-mirror";
export { type ProbeOptions, probeRegistry } from "./provider/registry-probe";
