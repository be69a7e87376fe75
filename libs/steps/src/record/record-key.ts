import { recordsFolder, type StateLocation } from "@tagform/deployment";

import { type SourceManifest } from "../source/source-manifest";
import { compactTime } from "./latest-run";

/** `research/dev-us-east-1/records/20261121T113417123Z_1.0_3474defa1b2c.json`: names sort by time. */
export function recordKey(
  state: StateLocation,
  at: Date,
  source: Pick<SourceManifest, "version" | "commit"> | undefined,
): string {
  const what = source === undefined ? "no-tag" : `${source.version}_${source.commit.slice(0, 12)}`;
  return `${recordsFolder(state)}${compactTime(at)}_${what}.json`;
}
