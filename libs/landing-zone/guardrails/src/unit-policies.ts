import type { PolicyDocument } from "@tagform/policy-evaluator";

import { declarativeText } from "./declarative-text";
import { type GuardedOrganization, pathsOf } from "./guarded-organization";
import { type Overflow, packPolicies } from "./pack-policies";
import { POLICY_LIMITS, POLICY_TYPES, type PolicyType, type Room, roomFor } from "./policy-limits";
import type { StatementType } from "./ready-statements";
import { documentText } from "./statement-text";
import { statementsOfUnit } from "./unit-statements";

/** One policy of AWS Organizations, attached to the root or a unit. */
export interface UnitPolicy {
  /** `Root`, or the unit's path. */
  readonly unit: string;
  readonly type: PolicyType;
  /** Counts the policies of one type on one target, from 1. */
  readonly number: number;
  /** Names of what it says in the data. */
  readonly names: readonly string[];
  /** JSON, as short as it can be. */
  readonly text: string;
  /** What the text says; declarative policies are no statements. */
  readonly document?: PolicyDocument;
}

/** A target whose policies do not fit. */
export interface UnitOverflow extends Overflow {
  readonly unit: string;
  readonly type: PolicyType;
  readonly room: Room;
}

export interface UnitPolicies {
  readonly policies: readonly UnitPolicy[];
  readonly overflows: readonly UnitOverflow[];
}

/** The policies of the root and all units, those of a parent before those of its children. */
export function unitPolicies(organization: GuardedOrganization): UnitPolicies {
  const parts = pathsOf(organization).flatMap((unit) =>
    POLICY_TYPES.map((type) =>
      type === "declarative" ? declarations(unit, organization) : composed(unit, type, organization),
    ),
  );
  return {
    policies: parts.flatMap(({ policies }) => policies),
    overflows: parts.flatMap(({ overflows }) => overflows),
  };
}

const NOTHING: UnitPolicies = { policies: [], overflows: [] };

function composed(path: string, type: StatementType, organization: GuardedOrganization): UnitPolicies {
  const unit = organization.units[path];
  if (unit?.guardrails === undefined) return NOTHING;
  const room = roomFor(type, path, unit);
  const { characters } = POLICY_LIMITS[type];
  const { places } = room;
  const packing = packPolicies(statementsOfUnit(type, unit.guardrails, organization), { characters, places });
  if ("overflow" in packing)
    return { policies: [], overflows: [{ unit: path, type, room, ...packing.overflow }] };
  const policies = packing.documents.map(({ names, statements }, index) => ({
    ...{ unit: path, type, number: index + 1, names },
    text: documentText(statements),
    document: { Version: "2012-10-17", Statement: statements } as const,
  }));
  return { policies, overflows: [] };
}

/** One policy each: what two assign to the same attribute must not be hidden in one. */
function declarations(path: string, organization: GuardedOrganization): UnitPolicies {
  const unit = organization.units[path];
  if (unit?.guardrails?.policies === undefined) return NOTHING;
  const type = "declarative";
  const named = Object.entries(unit.guardrails.policies)
    .flatMap(([name, policy]) =>
      policy.type === "declarative" ? [{ name, text: declarativeText(policy.declares) }] : [],
    )
    .sort((one, other) => (one.name < other.name ? -1 : 1));
  const room = roomFor(type, path, unit);
  const long = named.filter(({ text }) => text.length > POLICY_LIMITS[type].characters);
  if (long.length > 0 || named.length > room.places) {
    const names = (long.length > 0 ? long : named).map(({ name }) => name);
    const documents = long.length > 0 ? undefined : named.length;
    return { policies: [], overflows: [{ unit: path, type, room, documents, names }] };
  }
  const policies = named.map(({ name, text }, index) => ({
    ...{ unit: path, type, number: index + 1, names: [name], text },
  }));
  return { policies: policies as readonly UnitPolicy[], overflows: [] };
}
