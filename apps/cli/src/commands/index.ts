import type { Register } from "../command";
import { registerAccounts } from "./accounts";
import { registerAft } from "./aft";
import { registerApply } from "./apply";
import { registerApprove } from "./approve";
import { registerBootstrap } from "./bootstrap";
import { registerCheck } from "./check";
import { registerComplete, registerCompletion } from "./completion";
import { registerConvert } from "./convert";
import { registerDestroy } from "./destroy";
import { registerDiff } from "./diff";
import { registerDoctor } from "./doctor";
import { registerExplain } from "./explain";
import { registerGuardrails } from "./guardrails";
import { registerHistory } from "./history";
import { registerList } from "./list";
import { registerLock } from "./lock";
import { registerPlan } from "./plan";
import { registerPolicy } from "./policy";
import { registerPreflight } from "./preflight";
import { registerPromote } from "./promote";
import { registerRecord } from "./record";
import { registerRehearse } from "./rehearse";
import { registerRollback } from "./rollback";
import { registerSource } from "./source";
import { registerStatus } from "./status";
import { registerSuppressions } from "./suppressions";
import { registerSynth } from "./synth";
import { registerTag } from "./tag";
import { registerVerify } from "./verify";

/** Every command, in the order that `tagform --help` shows. */
export const COMMANDS: readonly Register[] = [
  registerList,
  registerExplain,
  registerStatus,
  registerHistory,
  registerCheck,
  registerSuppressions,
  registerPolicy,
  registerGuardrails,
  registerSynth,
  registerDiff,
  registerConvert,
  registerSource,
  registerVerify,
  registerPreflight,
  registerPlan,
  registerApprove,
  registerApply,
  registerRecord,
  registerDestroy,
  registerLock,
  registerAccounts,
  registerTag,
  registerRollback,
  registerPromote,
  registerRehearse,
  registerBootstrap,
  registerAft,
  registerDoctor,
  registerCompletion,
  registerComplete,
];
