import { catalogControl } from "./control-catalog";
import { type GuardedUnit, ROOT } from "./guarded-organization";

/** The types of policies of AWS Organizations that are composed here. */
export const POLICY_TYPES = ["service-control", "resource-control", "declarative"] as const;

export type PolicyType = (typeof POLICY_TYPES)[number];

export interface PolicyLimit {
  /** The longest document, white space included. */
  readonly characters: number;
  /** How many can be attached to the root, a unit or an account; inherited ones do not count. */
  readonly perTarget: number;
  /** AWS's policy that allows everything, which takes one place and must stay. */
  readonly allowing?: string;
}

/**
 * Read in AWS's English page in November 2026. Until 2025 it said 5,120 characters and five for service control policies
 * as well, and its translations still do; AWS is right where they disagree.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
 */
export const POLICY_LIMITS: Readonly<Record<PolicyType, PolicyLimit>> = {
  "service-control": { characters: 10_240, perTarget: 10, allowing: "FullAWSAccess" },
  "resource-control": { characters: 5120, perTarget: 5, allowing: "RCPFullAWSAccess" },
  declarative: { characters: 10_000, perTarget: 10 },
};

/**
 * On units that Control Tower governs, it knows no more than these service control policies, whatever Organizations takes.
 * https://docs.aws.amazon.com/controltower/latest/userguide/limits.html
 */
export const CONTROL_TOWER_LIMIT = 5;

/** Names of the types as a sentence says them. */
export const TYPE_NAMES: Readonly<Record<PolicyType, string>> = {
  "service-control": "service control policies",
  "resource-control": "resource control policies",
  declarative: "declarative policies",
};

/** How many documents of a type can be attached to the root or a unit, and why no more. */
export interface Room {
  readonly places: number;
  readonly because: string;
}

/** Places on a target that are left for own policies. */
export function roomFor(type: PolicyType, path: string, unit: GuardedUnit): Room {
  const { perTarget, allowing } = POLICY_LIMITS[type];
  const governed = unit.registered && path !== ROOT;
  const all = governed && type === "service-control" ? Math.min(perTarget, CONTROL_TOWER_LIMIT) : perTarget;
  const ofControlTower = governed ? placesOfControlTower(type, unit) : 0;
  const places = all - (allowing === undefined ? 0 : 1) - ofControlTower;
  const because = [
    `AWS allows ${all} on ${governed && type === "service-control" ? "a unit that Control Tower governs" : "a target"}`,
    ...(allowing === undefined ? [] : [`one is ${allowing}`]),
    ...(ofControlTower === 0
      ? []
      : [`${ofControlTower} ${ofControlTower === 1 ? "is" : "are"} Control Tower's`]),
  ].join(", ");
  return { places: Math.max(0, places), because };
}

const IMPLEMENTATIONS = {
  "service-control": "SCP",
  "resource-control": "RCP",
  declarative: "declarative policy",
};

/** Mandatory controls are service control policies, which are there always; the others only where one is enabled. */
function placesOfControlTower(type: PolicyType, { guardrails }: GuardedUnit): number {
  if (type === "service-control") return guardrails?.controlTowerPolicies ?? 2;
  const enabled = Object.keys(guardrails?.controls ?? {}).map((id) => catalogControl(id));
  return enabled.some((control) => control?.by === IMPLEMENTATIONS[type]) ? 1 : 0;
}
