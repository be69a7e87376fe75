import { assertNoIssues, type Issue } from "@tagform/outcome";

import type { Cell } from "./cell";
import type { EnvironmentName } from "./environment-name";
import { NAME_RULES } from "./name-rule";
import { physicalNameProblem } from "./physical-name";
import { type Region, REGION_CODES, REGIONS } from "./region";
import { quote } from "./wording";

/**
 * Where states lie: `central`, all in the Region where the builds run; `regional`, each Region's CI/CD keeps the states
 * of its own Region (docs/adr/0003-state-location-and-global-key.md).
 */
export type StateLayout = "central" | "regional";

/** What must be known besides a cell to find its state. */
export interface StateSettings {
  /** The prefix of all state buckets and lock tables. */
  readonly tfBackendConfigPrefix: string;
  /** The Region in which the build runs; never the tag's Region. */
  readonly buildRegion: Region;
  readonly layout: StateLayout;
}

/** The arguments of Terraform's S3 backend for one cell. */
export interface StateLocation {
  readonly bucket: string;
  readonly key: string;
  /** The DynamoDB table that locks the states of the bucket. */
  readonly lockTable: string;
  /** The Region of bucket and table. */
  readonly region: Region;
}

/** What keeps and locks states: in the regional layout, those of one Region. */
export type StateStore = Omit<StateLocation, "key">;

/**
 * Where the Terraform state of a cell lies. No two cells share a key in one bucket.
 *
 * @throws UserError when the prefix makes no valid bucket name
 */
export function stateLocation(cell: Cell, settings: StateSettings): StateLocation {
  const { environment, scope, team } = cell;
  const isCentral = settings.layout === "central";
  const { bucket, lockTable, region } = stateStore(
    environment,
    isCentral || scope === "global" ? settings.buildRegion : scope,
    settings,
  );
  // In the regional layout the bucket tells Regions apart, so Regional keys need no scope; the global state shares a
  // bucket with the states of the build Region and must therefore say what it is.
  const folder = isCentral || scope === "global" ? `${environment}-${scope}` : environment;
  return { bucket, key: `${team}/${folder}/terraform.tfstate`, lockTable, region };
}

/**
 * What keeps and locks the states that an environment has in a Region. In the central layout there is only that of the
 * build Region.
 *
 * @throws UserError when the prefix makes no valid bucket name
 */
export function stateStore(
  environment: EnvironmentName,
  region: Region,
  settings: Pick<StateSettings, "tfBackendConfigPrefix" | "layout">,
): StateStore {
  assertNoIssues("state location", checkStatePrefix("tfBackendConfigPrefix", environment, settings));
  const { tfBackendConfigPrefix, layout } = settings;
  const prefix =
    layout === "central" ? tfBackendConfigPrefix : `${tfBackendConfigPrefix}-${REGIONS[region].shortCode}`;
  return { bucket: `${prefix}-${environment}`, lockTable: `${prefix}-lock-${environment}`, region };
}

/** The issue of a state prefix that makes no valid bucket name in this environment and layout. */
export function checkStatePrefix(
  path: string,
  environment: EnvironmentName,
  { tfBackendConfigPrefix: prefix, layout }: Pick<StateSettings, "tfBackendConfigPrefix" | "layout">,
): Issue[] {
  if (prefix === "")
    return [{ path, message: "is empty, state buckets and lock tables need a prefix of yours" }];
  const longestCode = REGION_CODES.map((code) => REGIONS[code].shortCode.length).reduce(
    (a, b) => Math.max(a, b),
    0,
  );
  const infix = layout === "regional" ? "-".repeat(longestCode + 1) : "";
  const length = `${prefix}${infix}-${environment}`.length;
  const { longest } = NAME_RULES.bucket;
  if (length > longest) {
    const parts = layout === "regional" ? `<prefix>-<Region>-${environment}` : `<prefix>-${environment}`;
    const message =
      `${quote(prefix)} makes bucket names ${parts} of up to ${length} characters, ` +
      `AWS allows ${longest}: shorten it by ${length - longest}`;
    return [{ path, message }];
  }
  const problem = physicalNameProblem("bucket", prefix, environment);
  return problem === undefined ? [] : [{ path, message: `${quote(prefix)} cannot be used: ${problem}` }];
}
