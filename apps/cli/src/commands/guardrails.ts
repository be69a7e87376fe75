import type { Register } from "../command";
import { registerGuardrailsCheck } from "./guardrails-check";
import { registerGuardrailsExplain } from "./guardrails-explain";

export const registerGuardrails: Register = (program, context, run) => {
  const guardrails = program
    .command("guardrails")
    .description("tell what the organization forbids to an account, and whether a plan would be denied");
  registerGuardrailsExplain(guardrails, context, run);
  registerGuardrailsCheck(guardrails, context, run);
};
