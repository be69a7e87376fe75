import { type CatalogControl, catalogControl } from "./control-catalog";
import { type GuardedOrganization, levelsOf } from "./guarded-organization";
import type { PolicyType } from "./policy-limits";
import type { ControlParameters, OwnPolicy, UnitGuardrails } from "./unit-guardrails";
import { ownStatements, REGION_DENY } from "./unit-statements";

/** One guardrail that applies, where it comes from, and why it is there. */
export type AppliedGuardrail = {
  /** The level that it is attached to: `Root`, or a unit's path. */
  readonly from: string;
  /** Identifier of a control, or the policy's name in the data. */
  readonly name: string;
  readonly reason: string;
} & (
  | {
      readonly source: "control";
      readonly control: CatalogControl | undefined;
      readonly parameters: ControlParameters;
    }
  | { readonly source: "policy"; readonly type: PolicyType; readonly policy: OwnPolicy }
  | { readonly source: "region-deny"; readonly allowed: readonly string[] }
);

/**
 * Everything of the data that applies to the accounts of a unit, from the root down to the unit itself. What Control Tower
 * always enables is not in the data.
 */
export const appliedTo = (
  { units }: Pick<GuardedOrganization, "units">,
  path: string,
): readonly AppliedGuardrail[] =>
  levelsOf(path).flatMap((from) => guardrailsOf(from, units[from]?.guardrails ?? {}));

function guardrailsOf(
  from: string,
  { controls = {}, policies = {}, regionDeny }: UnitGuardrails,
): readonly AppliedGuardrail[] {
  return [
    ...sorted(controls).map(([name, { reason, parameters = {} }]) => ({
      ...{ from, name, reason, source: "control" as const },
      ...{ control: catalogControl(name), parameters },
    })),
    ...(regionDeny === undefined
      ? []
      : [
          {
            ...{ from, name: REGION_DENY, reason: regionDeny.reason, source: "region-deny" as const },
            allowed: regionDeny.allowed,
          },
        ]),
    ...sorted(policies).map(([name, policy]) => ({
      ...{ from, name, reason: policy.reason, source: "policy" as const },
      ...{ type: typeOf(policy), policy },
    })),
  ];
}

const sorted = <Value>(values: Readonly<Record<string, Value>>): readonly (readonly [string, Value])[] =>
  Object.entries(values).sort(([one], [other]) => (one < other ? -1 : 1));

// The organization's id does not change what type a policy is of.
const typeOf = (policy: OwnPolicy): PolicyType => ownStatements(policy, "")?.type ?? "declarative";
