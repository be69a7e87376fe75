import { resolveCell } from "@tagform/config";
import {
  formatCell,
  INFRA_BUILD_SESSION,
  infraBuildRoleArn,
  isPending,
  parseDeploymentTag,
  REGIONS,
  requestOfPending,
  stackName,
  stateLocation,
} from "@tagform/deployment";
import type { Environment } from "@tagform/workload-catalog";

import type { Register } from "../command";
import { loadEnvironmentOf } from "../environments";
import { resolveState, type StateOptions, stateOptions } from "../state-options";
import { fields } from "../terminal/table";

export const registerExplain: Register = (program, context, run) => {
  const command = program
    .command("explain")
    .description("tell what a tag would deploy and where; reads the working tree, the tag need not exist")
    .argument("<tag>", "<environment>_<scope>/<team>/<version>, for example dev_us-east-1/research/1.0")
    .option("--json", "print one JSON object");
  stateOptions(command).action(
    run(async (tag: string, options: StateOptions & { json?: true }) => {
      const { cell } = parseDeploymentTag(tag);
      const explanation = explain(tag, await loadEnvironmentOf(cell), options, context.env);
      context.print(options.json ? JSON.stringify(explanation, undefined, 2) : render(explanation));
      return undefined;
    }),
  );
};

type Explanation = ReturnType<typeof explain>;

function explain(
  tag: string,
  environment: Environment,
  options: StateOptions,
  env: Readonly<Record<string, string>>,
) {
  const { cell, version } = parseDeploymentTag(tag);
  const { accountId, providerRegion, partition, workloads, retired } = resolveCell(environment, cell);
  const { settings, origins } = resolveState(environment, options, env);
  return {
    tag,
    cell: formatCell(cell),
    ...cell,
    version,
    accountId,
    /** Null while the account is not vended: no tag deploys the cell. */
    role: isPending(accountId) ? null : infraBuildRoleArn(accountId, partition),
    session: INFRA_BUILD_SESSION,
    providerRegion,
    stack: stackName(cell),
    state: { ...stateLocation(cell, settings), locks: environment.state.locks },
    origins: { prefix: origins.tfBackendConfigPrefix.name, buildRegion: origins.buildRegion.name },
    workloads: Object.fromEntries(Object.entries(workloads).map(([name, { kind }]) => [name, kind])),
    /** All that the data says about the workloads: `promote` compares it between environments. */
    data: workloads,
    /** Why a delivery destroys the cell; null where it deploys it. */
    retired: retired ?? null,
    releaseBranch: environment.releaseBranch,
    approval: environment.approval,
    steps: ["source", "verify", "plan", "approve", "apply", "record"],
  };
}

function render(explained: Explanation): string {
  const { state, origins } = explained;
  const scope = explained.scope === "global" ? "global" : `Region ${explained.scope}`;
  return fields([
    ["tag", explained.tag],
    ["cell", `${explained.cell} (environment ${explained.environment}, ${scope}, team ${explained.team})`],
    ["version", explained.version],
    ["account", explained.accountId],
    ["role", roleText(explained)],
    ["provider Region", `${explained.providerRegion} (${REGIONS[explained.providerRegion].name})`],
    ["stack", explained.stack],
    ["state bucket", `${state.bucket} (prefix from ${origins.prefix})`],
    ["state key", state.key],
    ["state Region", `${state.region} (from ${origins.buildRegion})`],
    [
      "lock",
      explained.state.locks
        .map((lock) => (lock === "s3" ? "S3 lock file" : `table ${state.lockTable}`))
        .join(", "),
    ],
    [
      "workloads",
      Object.entries(explained.workloads)
        .map(([name, kind]) => `${name} (${kind})`)
        .join("\n") || "none",
    ],
    ...(explained.retired === null ? [] : [RETIRED(explained.retired)]),
    [
      "would run",
      `${explained.steps.join(" -> ")}, on the commit of the annotated tag, reachable from ${explained.releaseBranch}`,
    ],
    ["approval", APPROVAL[explained.approval]],
    ["read from", "the working tree"],
  ]);
}

function roleText({ role, session, accountId }: Explanation): string {
  if (role !== null) return `${role} as session ${session}`;
  const request = isPending(accountId) ? requestOfPending(accountId) : accountId;
  return `none: ${request} is requested and not vended, and tags of the cell are refused until it is`;
}

const RETIRED = (reason: string): [string, string] => [
  "retired",
  `${reason}: a delivery destroys everything in the cell, and needs an approval whatever the environment asks for`,
];

const APPROVAL = {
  none: "nobody is asked",
  "when-changed": "a person is asked when the plan changes something",
  always: "a person is always asked",
  "two-people": "two people are asked when the plan changes something",
} as const;
