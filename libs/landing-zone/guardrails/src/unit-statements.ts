import type { PolicyStatement } from "@tagform/policy-evaluator";

import { type GuardedOrganization } from "./guarded-organization";
import type { NamedStatements } from "./pack-policies";
import { readyStatements, type StatementType } from "./ready-statements";
import { regionDenyStatement } from "./region-deny";
import type { OwnPolicy, UnitGuardrails } from "./unit-guardrails";

/** The name under which a unit's Region deny stands among its policies; data cannot take it. */
export const REGION_DENY = "region-deny";

/** What a unit's own policies of one type say, by name; each statement has a Sid, and no other of the type has the same. */
export function statementsOfUnit(
  type: StatementType,
  { policies = {}, regionDeny }: UnitGuardrails,
  { id }: Pick<GuardedOrganization, "id">,
): readonly NamedStatements[] {
  const named = Object.entries(policies).flatMap(([name, policy]) => {
    const own = ownStatements(policy, id);
    return own?.type === type ? [{ name, statements: own.statements }] : [];
  });
  const all =
    regionDeny === undefined || type !== "service-control"
      ? named
      : [...named, { name: REGION_DENY, statements: [regionDenyStatement(regionDeny)] }];
  return withSids([...all].sort((one, other) => (one.name < other.name ? -1 : 1)));
}

/** The statements of a policy, undefined for one that has none because it declares. */
export function ownStatements(
  policy: OwnPolicy,
  organizationId: string,
): { readonly type: StatementType; readonly statements: readonly PolicyStatement[] } | undefined {
  switch (policy.type) {
    case "ready":
      return readyStatements(policy, organizationId);
    case "service-control":
      return { type: policy.type, statements: policy.statements };
    case "resource-control": {
      const statements = policy.statements.map((statement) => ({ ...statement, Principal: "*" as const }));
      return { type: policy.type, statements };
    }
    case "declarative":
      return undefined;
  }
}

function withSids(policies: readonly NamedStatements[]): readonly NamedStatements[] {
  const taken = new Set<string>();
  return policies.map(({ name, statements }) => ({
    name,
    statements: statements.map((statement, index) => {
      const { Sid = `${pascalCase(name)}${index + 1}` } = statement;
      const unique = taken.has(Sid) ? `${Sid}Of${pascalCase(name)}${index + 1}` : Sid;
      taken.add(unique);
      return { ...statement, Sid: unique };
    }),
  }));
}

const pascalCase = (name: string): string =>
  name
    .split("-")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
