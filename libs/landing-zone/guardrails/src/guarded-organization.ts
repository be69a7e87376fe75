import type { Region } from "@tagform/deployment";

import type { UnitGuardrails } from "./unit-guardrails";

/** The path under which the organization's root stands among its units. */
export const ROOT = "Root";

/** The part of a unit that guardrails need. */
export interface GuardedUnit {
  /** `ou-ab12-cdef3456`; the root has none of its own. */
  readonly id?: string;
  /** Whether Control Tower governs it. */
  readonly registered: boolean;
  readonly guardrails?: UnitGuardrails;
}

/** The part of an organization that guardrails need. */
export interface GuardedOrganization {
  /** `o-a1b2c3d4e5` */
  readonly id: string;
  /** `r-ab12` */
  readonly rootId: string;
  readonly homeRegion: Region;
  readonly governedRegions: readonly Region[];
  readonly accounts: { readonly management: string; readonly logArchive: string; readonly audit: string };
  /** By path, `Workloads/Dev`; the root's has the path {@link ROOT}. */
  readonly units: Readonly<Record<string, GuardedUnit>>;
}

/**
 * The levels over a unit, from the root down to the unit itself: `Workloads/Dev` has `Root`, `Workloads`,
 * `Workloads/Dev`.
 */
export function levelsOf(path: string): readonly string[] {
  if (path === ROOT) return [ROOT];
  const names = path.split("/");
  return [ROOT, ...names.map((_, index) => names.slice(0, index + 1).join("/"))];
}

/** Paths of the root and all units, a parent before its children, else by name. */
export function pathsOf({ units }: Pick<GuardedOrganization, "units">): readonly string[] {
  const rank = (path: string): string => (path === ROOT ? "" : path);
  return Object.keys(units).sort((one, other) => (rank(one) < rank(other) ? -1 : 1));
}

/** What a policy is attached to: the root's id, or the unit's; undefined until the unit exists. */
export const targetIdOf = ({ rootId, units }: GuardedOrganization, path: string): string | undefined =>
  path === ROOT ? rootId : units[path]?.id;

/** The Regions that a unit's accounts may use, by Region denies of the data: the home Region first, where it is left. */
export function regionsLeft(
  {
    units,
    homeRegion,
    governedRegions,
  }: Pick<GuardedOrganization, "units" | "homeRegion" | "governedRegions">,
  path: string,
): readonly Region[] {
  const denies = levelsOf(path).flatMap((level) => {
    const { regionDeny, controls = {} } = units[level]?.guardrails ?? {};
    const byControl = controls["CT.MULTISERVICE.PV.1"]?.parameters?.AllowedRegions;
    return [regionDeny?.allowed, byControl].filter((allowed) => allowed !== undefined);
  });
  const left = governedRegions.filter((region) => denies.every((allowed) => allowed.includes(region)));
  return [...left].sort((one, other) => Number(other === homeRegion) - Number(one === homeRegion));
}
