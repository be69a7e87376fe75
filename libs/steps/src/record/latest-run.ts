import { type Cell, isVersion, LATEST_FOLDER, latestFolder, parseCell } from "@tagform/deployment";
import { UserError } from "@tagform/outcome";

import { DEPLOYMENT_RESULTS, type DeploymentResult } from "../apply/apply-result";

/** How one run of a cell ended, as far as the name of its mark tells it. */
export interface LatestRun {
  readonly cell: Cell;
  /** When the run ended. */
  readonly at: Date;
  readonly result: DeploymentResult;
  /** Absent for a run that had no tag, as is the commit. */
  readonly version?: string;
  /** Object id in full. */
  readonly commit?: string;
  /** The step that ended the run; absent when it came to its end. */
  readonly failedStep?: string;
}

const NONE = "-";
const MARK = /^(\d{8}T\d{9}Z)_([0-9.]+|-)_([0-9a-f]{40,64}|-)_([a-z]+)_([a-z]+|-)$/;
const TIME = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z$/;

/**
 * `_latest/dev_us-east-1/research/20261121T113417123Z_1.0_3474defa1b2c..._failed_plan`: the name of a mark is all that
 * `tagform status` reads, and the marks of a cell sort by time.
 */
export function latestRunKey({ cell, at, version, commit, result, failedStep }: LatestRun): string {
  // What a caller names a step must not change how the rest is read.
  const step = failedStep?.replace(/[^a-z]+/g, "") ?? "";
  const parts = [compactTime(at), version ?? NONE, commit ?? NONE, result, step === "" ? NONE : step];
  return latestFolder(cell) + parts.join("_");
}

/** The inverse of {@link latestRunKey}; undefined for a name that a newer or foreign program wrote. */
export function parseLatestRunKey(key: string): LatestRun | undefined {
  const end = key.lastIndexOf("/");
  const [, time, version, commit, result, step] = MARK.exec(key.slice(end + 1)) ?? [];
  const cell = readCell(key.slice(LATEST_FOLDER.length, end));
  const known = DEPLOYMENT_RESULTS.find((one) => one === result);
  if (cell === undefined || time === undefined || known === undefined) return undefined;
  if (version === undefined || (version !== NONE && !isVersion(version))) return undefined;
  return {
    cell,
    at: new Date(time.replace(TIME, "$1-$2-$3T$4:$5:$6.$7Z")),
    result: known,
    ...(version === NONE ? {} : { version }),
    ...(commit === undefined || commit === NONE ? {} : { commit }),
    ...(step === undefined || step === NONE ? {} : { failedStep: step }),
  };
}

/** Whether such a run decided what is deployed; after any other one that is still what it was, or in between. */
export function isSettled(result: DeploymentResult): boolean {
  return result === "applied" || result === "unchanged" || result === "destroyed";
}

/** `20261121T113417123Z`: sorts as text. */
export function compactTime(at: Date): string {
  return at.toISOString().replace(/[-:.]/g, "");
}

function readCell(text: string): Cell | undefined {
  try {
    return parseCell(text);
  } catch (problem) {
    if (problem instanceof UserError) return undefined;
    throw problem;
  }
}
