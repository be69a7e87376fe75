import { ELECTIVE_CONTROLS } from "./controls/elective";
import { MANDATORY_CONTROLS } from "./controls/mandatory";
import { PREVENTIVE_CONTROLS } from "./controls/preventive";
import { PROACTIVE_CONTROLS } from "./controls/proactive";
import { STRONGLY_RECOMMENDED_CONTROLS } from "./controls/strongly-recommended";
import type { ControlParameters } from "./unit-guardrails";

export type ControlSeverity = "low" | "medium" | "high" | "critical";

/** One control of AWS Control Tower, as AWS's pages describe it. */
export interface CatalogControl {
  /** Preventive ones stop a call, detective ones report a resource, proactive ones stop a CloudFormation stack. */
  readonly kind: "preventive" | "detective" | "proactive";
  readonly guidance: "mandatory" | "strongly recommended" | "elective";
  /** What AWS makes of it. */
  readonly by: "SCP" | "RCP" | "declarative policy" | "Config rule" | "CloudFormation hook";
  /** What it stops or reports: `creation of access keys for the root user`. */
  readonly stops: string;
  /** @default - no text that could be read says it; `aws controlcatalog get-control` does */
  readonly severity?: ControlSeverity;
  /**
   * Last part of the control's global ARN, `arn:aws:controlcatalog:::control/<id>`.
   *
   * @default - it cannot be changed through the API, or its ARN is only in the console
   */
  readonly globalId?: string;
  /** The parameters that it takes, and whether it needs them. */
  readonly parameters?: Readonly<Partial<Record<keyof ControlParameters, "mandatory" | "optional">>>;
  /** Controls that are enabled before it, where a unit has both: landing zones with old hooks refuse it otherwise. */
  readonly after?: readonly string[];
  /**
   * Why the API of Control Tower does not change it, and what to use instead.
   *
   * @default - it does
   */
  readonly unchangeable?: string;
  /** Where AWS describes it. */
  readonly link: string;
}

/**
 * Controls by identifier. Not all that AWS has: those whose page and global identifier could be read. Global identifiers
 * are those of AWS's list of 2024-12-05, which its page has no more; `aws controlcatalog get-control` confirms one.
 */
export const CONTROL_CATALOG: ReadonlyMap<string, CatalogControl> = new Map(
  Object.entries({
    ...MANDATORY_CONTROLS,
    ...STRONGLY_RECOMMENDED_CONTROLS,
    ...ELECTIVE_CONTROLS,
    ...PREVENTIVE_CONTROLS,
    ...PROACTIVE_CONTROLS,
  }),
);

/** The control with this identifier, undefined if the catalog has none. */
export const catalogControl = (id: string): CatalogControl | undefined => CONTROL_CATALOG.get(id);
