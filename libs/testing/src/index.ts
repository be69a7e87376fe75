export { AppliedAws, forMoto, plannedActions, type TerraformInFolder, withAppliedAws } from "./applied-aws";
export { Deliveries, type Rehearsal } from "./deliveries";
export { installed, Moto } from "./moto";
export { type OfferedTools, offeredTools } from "./offered-tools";
export {
  countTypes,
  type ElementArguments,
  type ElementClass,
  type Elements,
  type SynthesizedStack,
  synthStack,
  type TerraformDocument,
} from "./synth-stack";
export { type Ended, WorkspaceCopy } from "./workspace-copy";
