import type { Region } from "@tagform/deployment";
import type { PolicyStatement } from "@tagform/policy-evaluator";

import type { DeclarativePolicy } from "./declarative-policy";
import type { ReadyGuardrail } from "./ready-guardrail";

/** What an organizational unit, or the organization's root, forbids or watches, besides what it inherits. */
export interface UnitGuardrails {
  /**
   * Controls of AWS Control Tower by identifier, `AWS-GR_ROOT_ACCOUNT_MFA_ENABLED`, each with why it is enabled here.
   * The root has none: Control Tower enables controls on units.
   *
   * @default - none but inherited ones
   */
  readonly controls?: Readonly<Record<string, EnabledControl>>;
  /**
   * Policies of AWS Organizations by name, in lower case with hyphens. Each is composed with the others of its type.
   *
   * @default - none but inherited ones
   */
  readonly policies?: Readonly<Record<string, OwnPolicy>>;
  /**
   * Denies what is outside these Regions, besides what Control Tower denies.
   *
   * @default - what units above and Control Tower say
   */
  readonly regionDeny?: RegionDeny;
  /**
   * How many service control policies Control Tower itself keeps on the unit, as `aws organizations
   * list-policies-for-target` shows: they take places that own ones then lack.
   *
   * @default 2
   */
  readonly controlTowerPolicies?: number;
}

/** One control of AWS Control Tower on one unit. */
export interface EnabledControl {
  /** Why it is enabled on this unit. */
  readonly reason: string;
  /** @default - none; some controls require theirs */
  readonly parameters?: ControlParameters;
  /**
   * Last part of the control's global ARN, as `aws controlcatalog list-controls` shows it.
   *
   * @default - that of the catalog, which does not know it for every control
   */
  readonly globalId?: string;
}

/**
 * All parameters that controls have; each control takes those that its entry of the catalog lists.
 * https://docs.aws.amazon.com/controltower/latest/APIReference/API_EnabledControlParameter.html
 */
export interface ControlParameters {
  readonly AllowedRegions?: readonly Region[];
  /** ARNs of roles, with wildcards. */
  readonly ExemptedPrincipalArns?: readonly string[];
  /** `logs:DescribeLogGroups` */
  readonly ExemptedActions?: readonly string[];
  readonly ExemptedResourceArns?: readonly string[];
  /** Whether sessions of the root user that the management account opens are let through. */
  readonly ExemptAssumeRoot?: boolean;
}

/** A policy of AWS Organizations, and why it is attached to this unit. */
export type OwnPolicy = { readonly reason: string } & (
  | ReadyGuardrail
  | {
      /** Limits what principals of the accounts below may do. */
      readonly type: "service-control";
      readonly statements: readonly PolicyStatement[];
    }
  | {
      /** Limits who may do what with resources of the accounts below, from wherever the request comes. */
      readonly type: "resource-control";
      readonly statements: readonly PolicyStatement[];
    }
  | {
      /** Sets how a service behaves in the accounts below. */
      readonly type: "declarative";
      readonly declares: DeclarativePolicy;
    }
);

/** Denies everything outside some Regions but what has to be called in another one. */
export interface RegionDeny {
  readonly reason: string;
  readonly allowed: readonly Region[];
  /**
   * Actions besides those of global services that stay allowed everywhere: `bedrock:InvokeModel`.
   *
   * @default - none
   */
  readonly exemptActions?: readonly string[];
  /**
   * Names of roles besides the platform's, with wildcards, that may work everywhere: `AWSReservedSSO_*`.
   *
   * @default - none
   */
  readonly exemptRoles?: readonly string[];
}
