import type { Place } from "@tagform/config";
import { quote } from "@tagform/deployment";
import { checkGuardrails } from "@tagform/landing-zone-guardrails";
import { check, type Issue } from "@tagform/outcome";

import { type GuardrailsConfig, MOST_CONCURRENT } from "./guardrails-config";
import { unitSlug } from "./unit-slug";

export function checkGuardrailsConfig(path: string, config: GuardrailsConfig, place: Place): Issue[] {
  const { organization, concurrentOperations = MOST_CONCURRENT } = config;
  const { management } = organization.accounts;
  return [
    ...check(
      place.accountId === management,
      path,
      `must be in the management account ${quote(management)}, which alone attaches policies, got ${quote(place.accountId)}`,
    ),
    ...checkConcurrency(`${path}.concurrentOperations`, concurrentOperations),
    ...checkSlugs(`${path}.organization.units`, Object.keys(organization.units)),
    ...checkGuardrails(`${path}.organization.units`, organization),
  ];
}

/** Names of policies have a unit's path with hyphens for whatever is no letter and no digit. */
const checkSlugs = (path: string, units: readonly string[]): Issue[] =>
  units.flatMap((unit, index) => {
    const other = units.slice(0, index).find((earlier) => unitSlug(earlier) === unitSlug(unit));
    const message = `would have policies of the same names as ${other ?? ""}: rename one of them`;
    return check(other === undefined, `${path}.${unit}`, message);
  });

function checkConcurrency(
  path: string,
  { all, proactive }: Required<GuardrailsConfig>["concurrentOperations"],
): Issue[] {
  const within = (key: "all" | "proactive", value: number): Issue[] =>
    check(
      Number.isInteger(value) && value >= 1 && value <= MOST_CONCURRENT[key],
      `${path}.${key}`,
      `must be a whole number from 1 to ${MOST_CONCURRENT[key]}, which AWS allows, got ${value}`,
    );
  return [
    ...within("all", all),
    ...within("proactive", proactive),
    ...check(
      proactive <= all,
      `${path}.proactive`,
      `is ${proactive}, more than the ${all} of all kinds together: lower it`,
    ),
  ];
}
