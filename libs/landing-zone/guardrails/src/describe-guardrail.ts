import type { AppliedGuardrail } from "./applied-to";
import { TYPE_NAMES } from "./policy-limits";
import type { ReadyGuardrail } from "./ready-guardrail";
import type { OwnPolicy } from "./unit-guardrails";

const READY: Readonly<Record<ReadyGuardrail["use"], string>> = {
  "deny-iam-users": "denies IAM users, their passwords and access keys",
  "deny-leaving-organization": "denies leaving the organization",
  "deny-root-user": "denies everything to who signs in as the root user",
  "deny-stopping-cloudtrail": "denies stopping or changing trails to all but the platform",
  "deny-stopping-config": "denies stopping or changing AWS Config's recorder to all but the platform",
  "deny-stopping-guardduty": "denies leaving or stopping GuardDuty to all but the platform",
  "deny-stopping-security-hub": "denies leaving or stopping Security Hub to all but the platform",
  "deny-unencrypted-storage": "denies volumes, databases and file systems without encryption",
  "protect-platform-roles": "denies changes to the roles and the boundary that deliveries work with",
  "require-tls": "denies requests to S3, STS, KMS, Secrets Manager and SQS without TLS",
  "resource-perimeter": "denies access to who is not of the organization",
};

const DOES = {
  preventive: "stops",
  detective: "reports",
  proactive: "stops stacks of CloudFormation, nothing that Terraform makes, with",
} as const;

/** What a guardrail does, in a sentence without its end. */
export function describeGuardrail(applied: AppliedGuardrail): string {
  switch (applied.source) {
    case "region-deny":
      return `denies what is outside ${applied.allowed.join(", ")}, but for global services`;
    case "control": {
      const { control, parameters } = applied;
      if (control === undefined) return "is no control of the catalog";
      const given = Object.entries({ ...parameters }).map(
        ([name, value]: [string, readonly string[] | boolean]) => `${name} ${String(value)}`,
      );
      const settings = given.length === 0 ? "" : ` (${given.join("; ")})`;
      return `${DOES[control.kind]} ${control.stops}${settings}`;
    }
    case "policy":
      return describePolicy(applied.policy);
  }
}

function describePolicy(policy: OwnPolicy): string {
  switch (policy.type) {
    case "ready":
      return policy.use === "resource-perimeter"
        ? `${READY[policy.use]}: ${policy.services.join(", ")}`
        : READY[policy.use];
    case "declarative": {
      const attributes = Object.keys(policy.declares).filter((name) => name !== "exceptionMessage");
      return `sets ${attributes.sort().join(", ")}`;
    }
    case "service-control":
    case "resource-control":
      return `denies what its statements say (${policy.statements.length})`;
  }
}

/** What a guardrail is to AWS: `service control policy`, `detective control, elective, Config rule`. */
export function describeSource(applied: AppliedGuardrail): string {
  if (applied.source !== "control") {
    const type = applied.source === "policy" ? applied.type : "service-control";
    return TYPE_NAMES[type].replace(/policies$/, "policy");
  }
  const { control } = applied;
  if (control === undefined) return "control";
  const severity = control.severity === undefined ? [] : [`severity ${control.severity}`];
  return [`${control.kind} control`, control.guidance, control.by, ...severity].join(", ");
}
