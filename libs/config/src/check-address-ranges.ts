import { quote } from "@tagform/deployment";
import { check, type Issue } from "@tagform/outcome";

import type { Kinds } from "./check-workloads";
import { type Cidr, contains, isPrivate, readCidr } from "./cidr";
import type { EnvironmentConfig } from "./environment-config";
import type { AddressRange } from "./kind-rules";
import { placedTeams, placedWorkloads } from "./placed";

// AWS allows a VPC /16 to /28. Three tiers in three zones need nine subnets; two tiers of /27, the smallest that a load
// balancer accepts, and one of /28 fit into a /24 and into nothing smaller.
// https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html
// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html#subnets-load-balancer
const WIDEST_PREFIX = 16;
const NARROWEST_PREFIX = 24;

interface PlacedRange extends AddressRange {
  readonly isAsked: boolean;
  /** Undefined when the text is no range. */
  readonly range: Cidr | undefined;
}

type ReadRange = PlacedRange & { readonly range: Cidr };

/**
 * Address ranges of all workloads are well formed and disjoint, so that any two networks can be peered one day. One
 * environment alone cannot tell whether a declared overlap is one.
 *
 * @param isAsked of a range's path: others are only what the asked ones must not overlap
 */
export function checkAddressRanges(
  environments: readonly EnvironmentConfig[],
  kinds: Kinds,
  isAsked: (path: string) => boolean = () => true,
): Issue[] {
  const ranges = addressRangesOf(environments, kinds).map((range) => read(range, isAsked(range.path)));
  const { issues, unneeded } = overlapsAmong(ranges.filter(isRead));
  return [
    ...ranges.filter((range) => range.isAsked).flatMap(checkRange),
    ...issues,
    ...(environments.length > 1 ? unneeded.map(overlapsNothing) : []),
  ];
}

/** The ranges that the data gives to workloads, as it has them. */
export function addressRangesOf(environments: readonly EnvironmentConfig[], kinds: Kinds): AddressRange[] {
  return placedTeams(environments)
    .flatMap(placedWorkloads)
    .flatMap(({ path, config }) => {
      const rules = Object.hasOwn(kinds, config.kind) ? kinds[config.kind] : undefined;
      return rules?.addressRanges?.(path, config) ?? [];
    });
}

const read = (range: AddressRange, isAsked: boolean): PlacedRange => ({
  ...range,
  isAsked,
  range: readCidr(range.cidr),
});

const isRead = (range: PlacedRange): range is ReadRange => range.range !== undefined;

function checkRange({ path, cidr, overlap, range }: PlacedRange): Issue[] {
  const reason = check(
    overlap === undefined || overlap.reason.trim() !== "",
    `${path}.overlap.reason`,
    "must say why the range may overlap others, got an empty text",
  );
  if (range === undefined) {
    return [...reason, { path, message: `must be an IPv4 range such as "10.0.0.0/16", got ${quote(cidr)}` }];
  }
  return [
    ...reason,
    ...check(
      cidr === range.text,
      path,
      `must begin at its network address ${range.text}, got ${quote(cidr)}`,
    ),
    ...check(
      range.prefix >= WIDEST_PREFIX && range.prefix <= NARROWEST_PREFIX,
      path,
      `must be /${WIDEST_PREFIX} to /${NARROWEST_PREFIX}, room for three tiers in three zones, got /${range.prefix}`,
    ),
    ...check(
      isPrivate(range),
      path,
      `must lie in a private range (10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16), got ${range.text}`,
    ),
  ];
}

/** Ranges nest or are disjoint, so each one needs to be compared with the ranges that are open around it only. */
function overlapsAmong(ranges: readonly ReadRange[]): { issues: Issue[]; unneeded: AddressRange[] } {
  const ordered = ranges.toSorted(
    ({ range: left }, { range: right }) => left.first - right.first || left.prefix - right.prefix,
  );
  const excused = new Set<AddressRange>();
  const issues: Issue[] = [];
  let around: ReadRange[] = [];
  for (const inner of ordered) {
    around = around.filter((outer) => contains(outer.range, inner.range));
    for (const outer of around) {
      if (outer.overlap !== undefined || inner.overlap !== undefined) {
        excused.add(outer).add(inner);
      } else if (inner.isAsked) {
        issues.push(overlaps(inner, outer));
      } else if (outer.isAsked) {
        issues.push(overlaps(outer, inner));
      }
    }
    around.push(inner);
  }
  const unneeded = ranges.filter((range) => range.overlap !== undefined && !excused.has(range));
  return { issues, unneeded };
}

const overlaps = ({ path, cidr }: AddressRange, other: AddressRange): Issue => ({
  path,
  message: `${cidr} overlaps ${other.cidr} of ${other.path}: the two networks could never be peered`,
});

const overlapsNothing = ({ path, cidr }: AddressRange): Issue => ({
  path: `${path}.overlap`,
  message: `${cidr} overlaps no other range: remove overlap`,
});
