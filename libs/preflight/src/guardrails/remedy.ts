import type { Responsible } from "@tagform/policy-evaluator";

/** What somebody can do whose deployment a policy denies, or may deny. */
export function remedyOf({ layer, level }: Responsible): string {
  switch (layer) {
    case "service control policy":
    case "resource control policy":
      return (
        `tagform guardrails explain says why ${level ?? "the organization"} has it: change what the cell asks for, ` +
        "or have its owner change it in environments/landing-zone/organization.ts"
      );
    case "permission boundary":
      return "no deployment does this, by libs/delivery/roles/src/infra-boundary.ts: it is the landing zone's to do";
    case "identity policy":
      return "name the service in additionalServices of the account's roles (kind account-roles), and deploy those first";
    case "session policy":
      return "the session was limited by who began it: begin it without that policy";
    case "resource policy":
      return "the resource's own policy decides: change it where the resource is made";
  }
}
