import {
  catalogControl,
  type ControlParameters,
  type GuardedOrganization,
  pathsOf,
} from "@tagform/landing-zone-guardrails";

import type { ControlTurn } from "./control-lanes";
import { unitSlug } from "./unit-slug";

/** A control on a unit, under AWS's names. */
export interface UnitControl extends ControlTurn {
  readonly constructId: string;
  /** Of the control: the global one, which is the same in all Regions. */
  readonly arn: string;
  readonly targetArn: string;
  readonly parameters: ControlParameters;
}

/** The controls of all units, those of a parent before those of its children; checked data has each in the catalog. */
export function enabledControls(
  organization: GuardedOrganization,
  partition: string,
): readonly UnitControl[] {
  const { id, accounts, units } = organization;
  return pathsOf(organization).flatMap((unit) => {
    const target = `arn:${partition}:organizations::${accounts.management}:ou/${id}/${units[unit]?.id ?? ""}`;
    return Object.entries(units[unit]?.guardrails?.controls ?? {})
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([control, { parameters = {}, globalId }]) => {
        const known = catalogControl(control);
        return {
          ...{ unit, id: control, proactive: known?.kind === "proactive", after: known?.after ?? [] },
          constructId: `${unitSlug(unit)}-${control.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-")}`,
          arn: `arn:${partition}:controlcatalog:::control/${globalId ?? known?.globalId ?? ""}`,
          targetArn: target,
          parameters,
        };
      });
  });
}

/** Parameters as the provider takes them: each value is JSON. */
export const parametersOf = (parameters: ControlParameters): { key: string; value: string }[] =>
  Object.entries({ ...parameters })
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, value]: [string, readonly string[] | boolean]) => ({
      key,
      value: JSON.stringify(typeof value === "boolean" ? value : [...value].sort()),
    }));
