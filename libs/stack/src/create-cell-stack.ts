import { deployableCell, type ResolvedCell } from "@tagform/config";
import { type Cell, formatCell, stateLocation, type StateSettings } from "@tagform/deployment";
import { assertNoIssues, check, type Issue, UserError } from "@tagform/outcome";
import { checkRelations, type Environment, kindOf, type Workload } from "@tagform/workload-catalog";
import type { WorkloadProps } from "@tagform/workload-kind";
import type { Construct } from "constructs";

import { CellStack } from "./cell-stack";
import { cellTags } from "./cell-tags";

export interface CellStackRequest {
  readonly environment: Environment;
  readonly cell: Cell;
  readonly state: StateSettings;
}

/**
 * Constructs one cell and nothing else. Only the kinds that it uses are loaded.
 *
 * @throws UserError for data that cannot be built, with the path of the construct that refused it
 */
export async function createCellStack(app: Construct, request: CellStackRequest): Promise<CellStack> {
  const { environment, cell, state } = request;
  const resolved = deployableCell(environment, cell);
  assertNoIssues(`cell ${formatCell(cell)}`, [
    ...checkWorkloads(resolved),
    ...checkOwnRelations(environment, cell),
  ]);
  const { locks, kmsKeyArn } = environment.state;
  const tags = cellTags(cell, environment.repository);

  const stack = new CellStack(app, {
    resolved,
    tags,
    state: { ...stateLocation(cell, state), locks, ...(kmsKeyArn === undefined ? {} : { kmsKeyArn }) },
  });
  const { accountId, partition, providerRegion: region, workloads } = resolved;
  for (const [name, config] of Object.entries(workloads)) {
    await addWorkload(stack, { name, cell, region, accountId, partition, tags, config });
  }
  return stack;
}

async function addWorkload(stack: CellStack, props: WorkloadProps<Workload>): Promise<void> {
  const Workload = await kindOf(props.config).load();
  try {
    new Workload(stack, props.name, props);
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new UserError(`construct ${stack.node.path}/${props.name}: ${message}`, { cause });
  }
}

function checkWorkloads({ cell, accountId, workloads }: ResolvedCell<Workload>): Issue[] {
  const scope = cell.scope === "global" ? "global" : "regional";
  return Object.entries(workloads).flatMap(([name, config]) => {
    const path = `workloads.${name}`;
    const kind = kindOf(config);
    const place = `is ${kind.scope}, it cannot be in scope ${cell.scope}`;
    return [
      ...check(kind.scope === scope, `${path}.kind`, `${config.kind} ${place}`),
      ...kind.check(path, config, { scope: cell.scope, accountId }),
    ];
  });
}

/** A mistake in another cell is not this one's: it must not stop its deployment. Other teams are not even looked at. */
function checkOwnRelations({ teams }: Environment, { team, scope }: Cell): Issue[] {
  const place = `teams.${team}.scopes.${scope}.`;
  const own = Object.entries(teams).filter(([name]) => name === team);
  return checkRelations({ teams: Object.fromEntries(own) })
    .filter(({ path }) => path.startsWith(place))
    .map(({ path, message }) => ({ path: path.slice(place.length), message }));
}
