import type { Register } from "../program";
import { registerCheck } from "./check";
import { registerConvert } from "./convert";
import { registerDoctor } from "./doctor";
import { registerExplain } from "./explain";
import { registerList } from "./list";
import { registerSynth } from "./synth";

/** Every command, in the order that `tagform --help` shows. */
export const COMMANDS: readonly Register[] = [
  registerList,
  registerExplain,
  registerCheck,
  registerSynth,
  registerConvert,
  registerDoctor,
];
