import { UserError } from "@tagform/outcome";

/** A message that Terraform prints with the plan or apply. */
export interface Diagnostic {
  readonly severity: "error" | "warning";
  readonly summary: string;
  readonly detail: string;
  /** Top-level attribute or block it is about. */
  readonly attribute?: string;
}

const NAME = "rehearsal provider";

/** Said on every run, so that nobody takes a rehearsal for a deployment. */
export const NOT_AWS: Diagnostic = {
  severity: "warning",
  summary: `${NAME}: nothing is created in AWS`,
  detail:
    "This is the rehearsal provider, not the AWS provider: ids, ARNs and other results are invented, " +
    "and only a loopback endpoint is ever called.",
};

/** An error about the configuration, optionally about one of its attributes. */
export function problem(summary: string, detail: string, attribute?: string): Diagnostic {
  return {
    severity: "error",
    summary: `${NAME}: ${summary}`,
    detail,
    ...(attribute === undefined ? {} : { attribute }),
  };
}

/** The diagnostic of something that was thrown: a refusal as it is, everything else as a defect. */
export function diagnosticOf(error: unknown): Diagnostic {
  if (error instanceof UserError) {
    const [summary = "", ...detail] = error.message.split("\n");
    return problem(summary, detail.join("\n"));
  }
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return problem("defect in the provider", message);
}
