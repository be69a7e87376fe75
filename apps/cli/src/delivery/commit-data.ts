import { type Cell, formatCell } from "@tagform/deployment";
import { EXIT, UserError } from "@tagform/outcome";
import { type LockPlace, source } from "@tagform/steps";

import type { Context } from "../context";
import { withTemporaryRun } from "./look";
import { stepContext } from "./step-context";
import { runProgramOfCommit } from "./synthesize-commit";

/** What environment data says about a cell, as far as cells are compared. */
export interface CellData {
  readonly accountId: string;
  readonly approval: string;
  readonly workloads: unknown;
}

/** What a commit's `tagform explain --json` says of a cell, as far as it is read. */
export interface Explanation extends Omit<CellData, "workloads"> {
  /** The workloads, whole; absent in commits that are older than it. */
  readonly data?: unknown;
  readonly state: { readonly locks: readonly LockPlace[] };
}

export interface DataRequest {
  readonly tag: string;
  readonly releaseBranch: string;
  /** Cells of the tagged commit. */
  readonly cells: readonly Cell[];
}

/**
 * What the data of a tagged commit says about cells, by the commit's own program and without credentials. Undefined for
 * a commit whose program does not tell.
 *
 * @throws UserError with what that program said, as when the commit does not describe a cell
 */
export async function dataOfCommit(
  context: Context,
  request: DataRequest,
): Promise<(CellData | undefined)[]> {
  const explained = await explainCommit(context, request);
  return explained.map(({ accountId, approval, data }) =>
    data === undefined ? undefined : { accountId, approval, workloads: data },
  );
}

/**
 * What a tagged commit says about cells, by the commit's own program and without credentials.
 *
 * @throws UserError with what that program said, as when the commit does not describe a cell
 */
export async function explainCommit(
  context: Context,
  { tag, releaseBranch, cells }: DataRequest,
): Promise<Explanation[]> {
  return withTemporaryRun(context.root, async (run) => {
    const request = { run, repository: context.root, tag, releaseBranch };
    const { version } = await source(request, stepContext(context));
    const found: Explanation[] = [];
    for (const cell of cells) {
      const words = ["explain", `${formatCell(cell)}/${version}`, "--json"];
      const { exitCode, stdout, stderr } = await runProgramOfCommit(context, run, words);
      if (exitCode !== EXIT.ok) {
        throw new UserError(`the commit of ${tag} cannot explain ${formatCell(cell)}:\n${stderr.trim()}`);
      }
      found.push(JSON.parse(stdout) as Explanation);
    }
    return found;
  });
}
