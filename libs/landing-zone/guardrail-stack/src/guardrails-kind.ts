import type { Kind } from "@tagform/workload-kind";

import { checkGuardrailsConfig } from "./check-guardrails-config";
import type { GuardrailsConfig } from "./guardrails-config";

export const guardrails: Kind<GuardrailsConfig> = {
  kind: "guardrails",
  summary: "what the organization forbids and watches: controls of Control Tower, policies of its units",
  scope: "global",
  check: checkGuardrailsConfig,
  beforeRetiring: ({ organization }) => {
    const guarded = Object.entries(organization.units).filter(([, unit]) => unit.guardrails !== undefined);
    return guarded.length === 0
      ? undefined
      : `${guarded.map(([path]) => path).join(", ")} would be without guardrails; take those out of the organization's data, deploy that, and retire it then`;
  },
  load: async () => (await import("./guardrails")).Guardrails,
};
