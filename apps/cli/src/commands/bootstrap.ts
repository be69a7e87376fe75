import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline/promises";

import { formatCell, stackName } from "@tagform/deployment";
import { RefusedError } from "@tagform/outcome";
import {
  bootstrapCell,
  type BootstrapQuestion,
  type BootstrapResult,
  type Cloud,
  REAL_AWS,
  type SynthesizedConfiguration,
  verifyConfiguration,
} from "@tagform/steps";

import type { Register } from "../command";
import type { Context } from "../context";
import { type BootstrapCell, bootstrapCells } from "../delivery/bootstrap-cells";
import { assertReleasedCommit } from "../delivery/bootstrap-commit";
import { chooseAwsProvider, PROVIDER_OPTION } from "../delivery/choose-aws-provider";
import { destinationOf } from "../delivery/destination";
import { stepContext } from "../delivery/step-context";
import { synthesizerOf } from "../delivery/synthesize";
import { type StateOptions, stateOptions } from "../state-options";
import { fields } from "../terminal/table";

interface BootstrapOptions extends StateOptions {
  readonly yes?: true;
  readonly workingTree?: true;
  readonly entrance?: string;
  readonly json?: true;
  readonly provider?: string;
  readonly endpoint?: string;
}

export const registerBootstrap: Register = (program, context, run) => {
  const command = program
    .command("bootstrap")
    .description(
      "make what deliveries need before there can be any, with your own credentials: the roles of tooling's account, " +
        "then the bucket of its states; goes on where an earlier attempt ended",
    )
    .argument("[cell...]", "tooling_global/account: other cells of these kinds (default: both of tooling)")
    .option("--yes", "confirm every plan, for scripts; bootstrap deletes and replaces nothing")
    .option(
      "--working-tree",
      "take the working tree as it is, whether or not it is a commit of the release branch",
    )
    .option(
      "--entrance <role>",
      "role of the cell's account that you may assume, where your credentials are of another account",
    )
    .option("--json", "print the results as one JSON array")
    .option(...PROVIDER_OPTION)
    .option("--endpoint <url>", "an embedded AWS on this machine, to try it");
  stateOptions(command).action(
    run(async (selectors: string[], options: BootstrapOptions) => {
      const cells = await bootstrapCells(selectors);
      if (!options.workingTree) {
        const branches = new Set(cells.map(({ environment }) => environment.releaseBranch));
        for (const branch of branches) await assertReleasedCommit(context, branch);
      }
      const results = await makeAll(context, cells, options);
      if (!options.json) for (const result of results) context.print(render(result));
      if (options.json) context.print(JSON.stringify(results, undefined, 2));
      return undefined;
    }),
  );
};

/** A cell that was made before the bucket of its state is looked at again, once that is there. */
async function makeAll(
  context: Context,
  cells: readonly BootstrapCell[],
  options: BootstrapOptions,
): Promise<BootstrapResult[]> {
  const makesBucket = cells.some(({ keepsOwnState }) => keepsOwnState);
  const results: BootstrapResult[] = [];
  for (const cell of cells) results.push(await make(context, cell, options, !makesBucket));
  for (const [index, { result, plan, adopted }] of results.entries()) {
    const cell = cells[index];
    if (cell === undefined || result !== "waits for its bucket" || !makesBucket) continue;
    results[index] = { ...(await make(context, cell, options, true)), plan, adopted };
  }
  return results;
}

async function make(
  context: Context,
  { cell, environment, keepsOwnState }: BootstrapCell,
  options: BootstrapOptions,
  bucketIsReady: boolean,
): Promise<BootstrapResult> {
  const folder = join(context.root, ".tagform/bootstrap", stackName(cell));
  const destination = destinationOf(environment, cell, options, context.env);
  const { accountId } = destination;
  // It may come to hold a state and its plan.
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const cloud = await cloudOf(context, { folder, accountId }, options);
  const synthesize = synthesizerOf(environment, cell, options, context.env);
  const synthesized = await synthesize(join(folder, "synth"));
  await assertVerified(context, synthesized, join(folder, "verify"), cloud);
  const confirm = confirmation(context, options);
  const request = {
    folder,
    configuration: synthesized.directory,
    destination,
    cloud,
    keepsOwnState,
    bucketIsReady,
    dependencyLock: dependencyLock(context),
    ...(confirm === undefined ? {} : { confirm }),
    ...(options.entrance === undefined ? {} : { entrance: options.entrance }),
  };
  context.status.start(`bootstrap of ${formatCell(cell)}`);
  try {
    return await bootstrapCell(request, stepContext(context));
  } finally {
    context.status.stop();
  }
}

const dependencyLock = ({ root }: Context): string => join(root, "libs/stack/terraform.lock.hcl");

async function cloudOf(
  context: Context,
  { folder, accountId }: { readonly folder: string; readonly accountId: string },
  options: BootstrapOptions,
): Promise<Cloud> {
  const { endpoint, provider: choice } = options;
  if (endpoint === undefined && choice === undefined) return REAL_AWS;
  const { source, reason } = await chooseAwsProvider(choice, folder);
  context.note(`bootstrap: ${reason}`);
  if (source.kind === "rehearsal") {
    throw new RefusedError(
      "the rehearsal provider makes nothing, so there would be no bucket to keep a state in: name a mirror of the real one with --provider",
    );
  }
  if (endpoint === undefined) return { ...REAL_AWS, provider: source };
  const { administratorOf, cloudFor, EmbeddedAws } = await import("@tagform/rehearsal");
  const embedded = await EmbeddedAws.connect(endpoint);
  const cloud = cloudFor(embedded, source);
  const credentials = await administratorOf(embedded.endpoint, accountId);
  return { ...cloud, environment: { ...cloud.environment, ...credentials } };
}

async function assertVerified(
  context: Context,
  synthesized: SynthesizedConfiguration,
  reports: string,
  { kind, provider }: Cloud,
): Promise<void> {
  const mode = kind === "embedded" ? "rehearsal" : "pipeline";
  const request = { synthesized, reports, mode, provider, dependencyLock: dependencyLock(context) } as const;
  const { ok } = await verifyConfiguration(request, stepContext(context));
  if (ok) return;
  const report = await readFile(join(reports, "report.txt"), "utf8");
  throw new RefusedError(`verify did not pass, what has findings is not made:\n${report.trimEnd()}`);
}

/** How a plan is confirmed; undefined where nobody can be asked. */
function confirmation(
  context: Context,
  { yes }: BootstrapOptions,
): ((question: BootstrapQuestion) => Promise<boolean>) | undefined {
  if (yes) {
    return (question) => {
      context.note(describe(question));
      return Promise.resolve(true);
    };
  }
  return context.isInteractive ? (question) => askPerson(context, question) : undefined;
}

async function askPerson(context: Context, question: BootstrapQuestion): Promise<boolean> {
  context.status.stop();
  context.note(describe(question));
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const { signal } = context;
    return (await terminal.question('Type "yes" to apply exactly this plan: ', { signal })).trim() === "yes";
  } finally {
    terminal.close();
  }
}

function describe({ cell, accountId, plan, adopted, planText }: BootstrapQuestion): string {
  const taken = adopted.length === 0 ? "" : `; is there already and is taken over: ${adopted.join(", ")}`;
  return `bootstrap: ${cell} in account ${accountId}: ${plan}${taken}; the whole plan: ${planText}`;
}

const RESULTS: Readonly<Record<BootstrapResult["result"], string>> = {
  made: "made",
  changed: "changed",
  "already done": "already done",
  "deliver by tag": "already done; its data has changed since: deliver a tag of the cell",
  "waits for its bucket":
    "made; its state is here until its bucket is made: tagform bootstrap, without a cell",
};

function render({ cell, result, plan, adopted, state, afterwards }: BootstrapResult): string {
  return fields([
    ["cell", cell],
    ["result", RESULTS[result]],
    ["plan", plan],
    ["taken over", adopted.join("\n") || "nothing"],
    ["state", state],
    ["plans now", afterwards ?? "-"],
  ]);
}
