import { appliedTo } from "./applied-to";
import { describeGuardrail, describeSource } from "./describe-guardrail";
import { sampleOrganization } from "./fixtures/sample-organization";
import type { UnitGuardrails } from "./unit-guardrails";

const reason = "r";
const described = (guardrails: UnitGuardrails) =>
  appliedTo(sampleOrganization({ Workloads: guardrails }), "Workloads").map(
    (applied) => `${describeSource(applied)}: ${describeGuardrail(applied)}`,
  );

test.each<[string, UnitGuardrails]>([
  [
    "detective control, strongly recommended, Config rule, severity high: reports SSH open to the Internet",
    { controls: { "AWS-GR_RESTRICTED_SSH": { reason } } },
  ],
  [
    "preventive control, elective, SCP: stops calls outside the allowed Regions (AllowedRegions us-east-1,eu-central-1)",
    {
      controls: {
        "CT.MULTISERVICE.PV.1": { reason, parameters: { AllowedRegions: ["us-east-1", "eu-central-1"] } },
      },
    },
  ],
  [
    "proactive control, elective, CloudFormation hook: stops stacks of CloudFormation, nothing that Terraform makes, " +
      "with buckets without versions",
    { controls: { "CT.S3.PR.11": { reason } } },
  ],
  [
    "service control policy: denies what is outside us-east-1, but for global services",
    { regionDeny: { reason, allowed: ["us-east-1"] } },
  ],
  [
    "resource control policy: denies access to who is not of the organization: s3, sts",
    { policies: { own: { type: "ready", use: "resource-perimeter", services: ["s3", "sts"], reason } } },
  ],
  [
    "declarative policy: sets serialConsoleAccess",
    {
      policies: {
        own: {
          type: "declarative",
          declares: { serialConsoleAccess: "disabled", exceptionMessage: "m" },
          reason,
        },
      },
    },
  ],
  [
    "service control policy: denies what its statements say (1)",
    {
      policies: {
        own: {
          type: "service-control",
          statements: [{ Effect: "Deny", Action: "a4b:*", Resource: "*" }],
          reason,
        },
      },
    },
  ],
])("%s", (words, guardrails) => {
  expect(described(guardrails)).toEqual([words]);
});
