import type { Register } from "../command";
import { registerGuardrailsCheck } from "./guardrails-check";

export const registerGuardrails: Register = (program, context, run) => {
  const guardrails = program
    .command("guardrails")
    .description("tell what the organization forbids to an account, and whether a plan would be denied");
  registerGuardrailsCheck(guardrails, context, run);
};
