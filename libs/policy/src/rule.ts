import type { JsonObject, TerraformJson } from "@tagform/hcl";

import type { Configuration } from "./document/configuration";
import type { PlanDocument } from "./document/plan-document";

/**
 * What a finding means: `high` is an outage, a leak or the wrong account waiting to happen, `medium` is what a review
 * would send back; both fail. `low` is advice: it is reported, and fails nothing.
 */
export type RuleSeverity = "high" | "medium" | "low";

/** A place that breaks a rule. */
export interface Violation {
  /** As Terraform names it: `aws_subnet.web_a`, `data.aws_vpc.default`, `provider.aws`, `terraform`. */
  readonly address: string;
  /** What came and what is allowed; what to do about it is the rule's `fix`. */
  readonly message: string;
}

interface RuleFacts {
  /** `TAGFORM_NET_1`: never given to another rule, also after its own is gone. */
  readonly id: string;
  /** What must hold, as a sentence without a full stop. */
  readonly title: string;
  readonly severity: RuleSeverity;
  /** What happens where it does not hold. */
  readonly why: string;
  /** What to do about a finding. */
  readonly fix: string;
  /** Where the subject is explained. */
  readonly link: string;
}

/** Judges what a cell synthesizes, before anybody asks AWS. */
export interface ConfigurationRule extends RuleFacts {
  readonly appliesTo: "configuration";
  readonly check: (configuration: Configuration) => Violation[];
  /** A configuration without findings of this rule. */
  readonly passes: TerraformJson;
  /** A configuration with at least one. */
  readonly fails: TerraformJson;
}

/** Judges `terraform show -json` of a plan, for what is known only then. */
export interface PlanRule extends RuleFacts {
  readonly appliesTo: "plan";
  /** Why the configuration does not tell. */
  readonly whyPlan: string;
  readonly check: (plan: PlanDocument) => Violation[];
  readonly passes: JsonObject;
  readonly fails: JsonObject;
}

export type Rule = ConfigurationRule | PlanRule;
