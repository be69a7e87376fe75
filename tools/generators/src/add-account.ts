import { isPlatformEnvironment, PENDING, quote } from "@tagform/deployment";
import { checkLandingZone, type Organization } from "@tagform/landing-zone-organization";
import { assertNoIssues, type Issue, UserError } from "@tagform/outcome";
import { append, applyEdits } from "@tagform/source-edit";
import { type Account, checkData } from "@tagform/workload-catalog";

import { accountFile, constantName, modelOf } from "./account-file";
import type { AccountOptions, NewAccount } from "./account-options";
import {
  type ExportedObject,
  type Files,
  readData,
  readEnvironments,
  type WrittenEnvironment,
} from "./environment-files";
import { importName } from "./import-line";
import { objectAt } from "./positions";

export type { AccountOptions } from "./account-options";

/** What is to be written, and what to tell afterwards. */
export interface AddedAccounts {
  /** New texts by path. Not formatted. */
  readonly changed: ReadonlyMap<string, string>;
  readonly notes: readonly string[];
}

const ORGANIZATION = "environments/landing-zone/organization.ts";

/**
 * Requests one account, or those of a new team: the account's file in the landing zone, and the team's entry in each
 * environment, which waits for the account. Writes nothing itself.
 *
 * @throws UserError when that cannot be, or when the result would not pass `tagform check`
 */
export function addAccount(files: Files, options: AccountOptions): AddedAccounts {
  const environments = readEnvironments(files);
  const landingZone = environments.find(({ data }) => data.name === "landing-zone");
  if (landingZone === undefined)
    throw new UserError("there is no environment landing-zone to vend accounts in");
  const organization = organizationIn(files);
  const wanted = wantedAccounts(environments, options);
  const changed = new Map<string, string>();
  for (const account of wanted) {
    assertIsNew(landingZone, account.name);
    const model = modelOf(landingZone, account.unit, options.like);
    changed.set(
      `environments/landing-zone/accounts/${account.name}.ts`,
      accountFile(account, model, options, organization),
    );
    const environment = environments.find(({ data }) => data.name === account.environment);
    if (environment === undefined) continue;
    changed.set(`environments/${environment.data.name}/${account.owner}.ts`, teamFile(account));
    changed.set(environment.index.path, withEntries(environment.index, [account.owner], "."));
  }
  for (const [path, text] of withDeliveries(environments, wanted)) changed.set(path, text);
  const names = wanted.map(({ name }) => name);
  changed.set(landingZone.index.path, withEntries(landingZone.index, names, "./accounts"));
  assertNoIssues(`the new request of ${names.join(", ")}`, issuesOf(files, changed));
  return { changed, notes: notesOn(wanted) };
}

function wantedAccounts(
  environments: readonly WrittenEnvironment[],
  { name, unit, team }: AccountOptions,
): NewAccount[] {
  if (name !== undefined && team === undefined) {
    if (unit === undefined) throw new UserError("--unit is missing: in which unit is the account to be?");
    return [{ name, unit, owner: name }];
  }
  if (team === undefined || name !== undefined || unit !== undefined) {
    throw new UserError("give --name and --unit for one account, or --team for those of a new team");
  }
  const landingZone = environments.find(({ data }) => data.name === "landing-zone");
  return environments
    .filter(({ data }) => !isPlatformEnvironment(data.name))
    .map(({ data }) => {
      if (Object.hasOwn(data.teams, team)) {
        throw new UserError(`environment ${data.name} has a team ${quote(team)} already`);
      }
      const unitOfOthers = unitOf(landingZone, Object.values(data.teams)[0]?.accountId);
      if (unitOfOthers === undefined) {
        throw new UserError(
          `no team of environment ${data.name} has an account that was requested, so the unit of the new one is not known: request it with --name and --unit`,
        );
      }
      return { name: `${team}-${data.name}`, unit: unitOfOthers, owner: team, environment: data.name };
    });
}

/** The unit of another team's account, in which the new team's is to be too. */
function unitOf(
  landingZone: WrittenEnvironment | undefined,
  accountId: string | undefined,
): string | undefined {
  const accounts = Object.entries((landingZone?.data.teams ?? {}) as Readonly<Record<string, Account>>);
  const found = accounts.find(
    ([name, account]) => account.accountId === accountId || `pending: ${name}` === accountId,
  );
  return found?.[1].request?.organizationalUnit;
}

function assertIsNew({ data }: WrittenEnvironment, name: string): void {
  if (Object.hasOwn(data.teams, name)) throw new UserError(`account ${quote(name)} is requested already`);
}

const teamFile = ({
  name,
  owner,
}: NewAccount): string => `import type { Team } from "@tagform/workload-catalog";

export const ${constantName(owner)} = {
  accountId: ${JSON.stringify(`${PENDING}${name}`)},
  scopes: { global: { workloads: {} } },
} as const satisfies Team;
`;

/** The index of an environment with new teams, each in a file of its name. */
function withEntries(index: ExportedObject, names: readonly string[], folder: string): string {
  const teams = objectAt(index, ["teams"]);
  const entries = names.map((name) => {
    const constant = constantName(name);
    return constant === name ? name : `${JSON.stringify(name)}: ${constant}`;
  });
  return applyEdits(index.text, [
    // Of those that go to the same place, the last one comes first.
    ...names
      .toSorted((left, right) => right.localeCompare(left))
      .map((name) => importName(index, constantName(name), `${folder}/${name}`)),
    append(teams, entries.join(", ")),
  ]);
}

/** The deliveries of the environments that get a new team, and of the landing zone that gets new accounts. */
function withDeliveries(
  environments: readonly WrittenEnvironment[],
  wanted: readonly NewAccount[],
): [string, string][] {
  return environments.flatMap((host) =>
    deliveriesOf(host).flatMap(({ file, keys, environment }): [string, string][] => {
      const entries = wanted.flatMap(({ name, owner, environment: of }) => {
        const team = environment === "landing-zone" ? name : of === environment ? owner : undefined;
        return team === undefined ? [] : [`${JSON.stringify(team)}: ${JSON.stringify(`${PENDING}${name}`)}`];
      });
      if (entries.length === 0) return [];
      return [[file.path, applyEdits(file.text, [append(objectAt(file, keys), entries.join(", "))])]];
    }),
  );
}

/** Where an environment's data lists the teams that one of its cells delivers. */
function deliveriesOf(host: WrittenEnvironment) {
  return Object.entries(host.data.teams).flatMap(([team, { scopes }]) =>
    Object.entries(scopes).flatMap(([scope, { workloads }]) =>
      Object.entries(workloads).flatMap(([name, config]) => {
        const file = host.team(team);
        if (config.kind !== "delivery-pipeline" || file === undefined) return [];
        const keys = ["scopes", scope, "workloads", name, "teams"];
        return [{ file, keys, environment: config.environment }];
      }),
    ),
  );
}

function organizationIn(files: Files): Organization {
  return readData(files, ORGANIZATION, "organization") as unknown as Organization; // the compiler holds the file to that
}

/** The data as it would be, checked as `tagform check` does. */
function issuesOf(files: Files, changed: ReadonlyMap<string, string>): Issue[] {
  const after: Files = { read: (path) => changed.get(path) ?? files.read(path) };
  const environments = readEnvironments(after).map(({ data }) => data);
  const landingZone = environments.find(({ name }) => name === "landing-zone");
  const accounts = (landingZone?.teams ?? {}) as Readonly<Record<string, Account>>;
  return [
    ...checkData(environments),
    ...checkLandingZone({ organization: organizationIn(after), accounts }, environments),
  ];
}

function notesOn(wanted: readonly NewAccount[]): string[] {
  const names = wanted.map(({ name }) => name);
  const teams = wanted.flatMap(({ environment, owner }) => (environment === undefined ? [] : [owner]));
  return [
    `Requested: ${names.join(", ")}. Read the files: what the accounts are born with is copied from another one.`,
    "Review and merge the change, then: tagform accounts plan, tagform accounts vend, tagform accounts track.",
    ...(teams.length === 0
      ? []
      : [
          `Team ${teams[0] ?? ""} waits for its accounts: its cells are listed, and no tag deploys them until track has written the ids.`,
        ]),
  ];
}
