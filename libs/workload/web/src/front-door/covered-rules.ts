import ipaddr from "ipaddr.js";

import type { ListenerRule, RuleConditions } from "./listener-rule-config";
import { coversPattern } from "./wildcard";

interface Condition {
  readonly values: readonly string[];
  /** Whether every request that fits `inner` fits `outer`. */
  readonly covers: (outer: string, inner: string) => boolean;
}

/** The priority of the first rule in `before` that takes all requests that `rule` is for; undefined if none does. */
export function firstCovering(
  rule: ListenerRule,
  before: readonly (readonly [string, ListenerRule])[],
): string | undefined {
  const inner = conditionsOf(rule.conditions);
  return before.find(([, { conditions }]) => coversAll(conditionsOf(conditions), inner))?.[0];
}

/** A rule asks for more with every condition: the outer one must not ask for anything that the inner one does not. */
function coversAll(outer: ReadonlyMap<string, Condition>, inner: ReadonlyMap<string, Condition>): boolean {
  return [...outer].every(([key, { values, covers }]) =>
    inner.get(key)?.values.every((value) => values.some((wider) => covers(wider, value))),
  );
}

function conditionsOf(conditions: RuleConditions): ReadonlyMap<string, Condition> {
  const { hosts, paths, methods, headers = {}, query = {}, sourceCidrs } = conditions;
  const lower = (values: readonly string[] = []) => values.map((value) => value.toLowerCase());
  const pattern = (values: readonly string[]): Condition => ({ values, covers: coversPattern });
  const all: [string, Condition][] = [
    ["hosts", pattern(lower(hosts))],
    ["paths", pattern(asksForPath(paths) ? paths : [])],
    ["methods", { values: methods ?? [], covers: (outer, inner) => outer === inner }],
    ["sourceCidrs", { values: sourceCidrs ?? [], covers: coversCidr }],
    ...Object.entries(headers).map(([name, values]): [string, Condition] => [
      `header ${name.toLowerCase()}`,
      pattern(lower(values)),
    ]),
    ...Object.entries(query).map(([key, values]): [string, Condition] => [
      `query ${key.toLowerCase()}`,
      pattern(lower(values)),
    ]),
  ];
  return new Map(all.filter(([, { values }]) => values.length > 0));
}

/** Every path begins with a slash. */
function asksForPath(paths: readonly string[] | undefined): paths is readonly string[] {
  return paths !== undefined && !paths.includes("*") && !paths.includes("/*");
}

function coversCidr(outer: string, inner: string): boolean {
  // Malformed ranges are reported elsewhere.
  if (!ipaddr.isValidCIDR(outer) || !ipaddr.isValidCIDR(inner)) return false;
  const [network, prefix] = ipaddr.parseCIDR(outer);
  const [address, innerPrefix] = ipaddr.parseCIDR(inner);
  return network.kind() === address.kind() && innerPrefix >= prefix && address.match(network, prefix);
}
