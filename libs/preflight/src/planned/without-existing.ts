import { UserError } from "@tagform/outcome";

import { isFields, type PlannedCell, type PlannedResource, textOf } from "./planned-resource";

type Fields = Readonly<Record<string, unknown>>;

/**
 * What a configuration changes where its state has a part of it already: what the state lacks is created, what only the
 * state has is deleted, and what differs in an argument that is written down is updated. Terraform's plan knows more; this
 * is known before it.
 *
 * @param state text of the state
 * @throws UserError if the text is no state of version 4
 */
export function withoutExisting(planned: PlannedCell, state: string): PlannedCell {
  const existing = existingResources(state);
  const changes = planned.resources.flatMap((resource): PlannedResource[] => {
    const before = existing.get(resource.address);
    if (before === undefined) return [resource];
    return differs(resource.values, before)
      ? [{ ...resource, change: "update", before, values: { ...before, ...resource.values } }]
      : [];
  });
  const wanted = new Set(planned.resources.map(({ address }) => address));
  const gone = [...existing].filter(([address]) => !wanted.has(address));
  const deleted = gone.map(([address, values]): PlannedResource => {
    const type = address.slice(0, address.indexOf("."));
    return { address, type, change: "delete", region: textOf(values, "region"), values };
  });
  return { source: "configuration and state", resources: [...changes, ...deleted] };
}

function differs(values: Fields, before: Fields): boolean {
  return Object.entries(values).some(([name, value]) => {
    const isLiteral =
      typeof value === "number" || typeof value === "boolean" || textOf(values, name) !== undefined;
    return isLiteral && name in before && String(before[name]) !== String(value);
  });
}

/** Attributes of managed resources by address; of several instances, the first one's. */
function existingResources(text: string): Map<string, Fields> {
  const state = JSON.parse(text) as unknown;
  if (!isFields(state) || state["version"] !== 4) throw new UserError("no state of Terraform in version 4");
  const resources = Array.isArray(state["resources"])
    ? (state["resources"] as unknown[]).filter(isFields)
    : [];
  const managed = resources.filter(({ mode, module }) => mode === "managed" && module === undefined);
  return new Map(
    managed.map(({ type, name, instances }) => {
      const [first] = Array.isArray(instances) ? (instances as unknown[]).filter(isFields) : [];
      const attributes = first?.["attributes"];
      return [`${String(type)}.${String(name)}`, isFields(attributes) ? attributes : {}];
    }),
  );
}
