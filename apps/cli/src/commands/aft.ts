import { resolve } from "node:path";

import type { ExportDifference } from "@tagform/landing-zone-aft";
import type { AccountRequest } from "@tagform/landing-zone-organization";
import { assertNoIssues, EXIT, UserError } from "@tagform/outcome";
import type { Command } from "commander";

import type { Register, Runner } from "../command";
import type { Context } from "../context";
import { loadEnvironment } from "../environments";
import { loadLandingZone } from "../landing-zone";

interface ExportOptions {
  readonly out: string;
  readonly check?: true;
  readonly json?: true;
}

export const registerAft: Register = (program, context, run) => {
  const aft = program
    .command("aft")
    .description("work with Account Factory for Terraform, which vends accounts");
  registerExport(aft, context, run);
};

const HELP = `
The four folders are the contents of AFT's four repositories. Exporting twice writes the same bytes. A folder that no
export made, or in which somebody changed something, is refused. docs/reference/landing-zone-account-factory.md tells
how an AFT that is there adopts them.`;

function registerExport(aft: Command, context: Context, run: Runner): void {
  aft
    .command("export")
    .description("write AFT's four repositories, as the working tree's accounts describe them")
    .requiredOption("--out <dir>", "folder to write to, one folder per repository")
    .option("--check", "write nothing; exit 1 if the folder is not what would be written")
    .option("--json", "print one JSON object")
    .addHelpText("after", HELP)
    .action(
      run(async ({ out, check, json }: ExportOptions) => {
        const folder = resolve(out);
        const { compareExport, writeExport } = await import("@tagform/landing-zone-aft");
        const files = await repositories();
        const differences = await compareExport(folder, files);
        if (check === undefined) await writeExport(folder, files);
        const shown = { out: folder, files: [...files.keys()], differences, written: check === undefined };
        context.print(json ? JSON.stringify(shown, undefined, 2) : render(shown));
        return check !== undefined && differences.length > 0 ? EXIT.error : undefined;
      }),
    );
}

async function repositories(): Promise<ReadonlyMap<string, string>> {
  const { organization, accounts } = await loadLandingZone();
  if (organization.vending !== "account-factory") {
    throw new UserError(
      `accounts are vended by ${organization.vending}, AFT has no part in it: ` +
        'set vending to "account-factory" in environments/landing-zone/organization.ts, or leave the export out',
    );
  }
  const requests = Object.fromEntries(
    Object.entries(accounts).flatMap(([name, { request }]): [string, AccountRequest][] =>
      request === undefined ? [] : [[name, request]],
    ),
  );
  // Loaded here, so that commands that read only data never pay for cdktf and the converter.
  const [{ aftRepositories, checkFactoryFields }, { convert }, { accountCustomizations }] = await Promise.all(
    [import("@tagform/landing-zone-aft"), import("@tagform/hcl"), import("@tagform/stack")],
  );
  assertNoIssues(
    "environments/landing-zone",
    Object.entries(requests).flatMap(([name, request]) => checkFactoryFields(name, request)),
  );
  const { root, accountRoles } = accountCustomizations(await deliveringAccount());
  const customizations = { root: convert(root).hcl, accountRoles: convert(accountRoles).hcl };
  return aftRepositories({ organization, requests, customizations });
}

/** The account in which the steps of deliveries run: that of the pipeline of `landing-zone`. */
async function deliveringAccount(): Promise<string> {
  const { teams } = await loadEnvironment("tooling");
  const delivering = Object.values(teams).find(({ scopes }) =>
    Object.values(scopes).some(({ workloads }) =>
      Object.values(workloads).some(
        (workload) => workload.kind === "delivery-pipeline" && workload.environment === "landing-zone",
      ),
    ),
  );
  if (delivering !== undefined) return delivering.accountId;
  throw new UserError(
    "environments/tooling has no delivery-pipeline of landing-zone: the accounts' roles would let nobody in; add one",
  );
}

interface Shown {
  readonly out: string;
  readonly files: readonly string[];
  readonly differences: readonly ExportDifference[];
  readonly written: boolean;
}

function render({ out, files, differences, written }: Shown): string {
  if (written) return `wrote ${files.length} files to ${out}`;
  if (differences.length === 0) return `${out} is what the data says`;
  return [
    `${out} is not what the data says; tagform aft export --out ${out} writes it:`,
    ...differences.map(({ path, is }) => `  ${path}: ${is}`),
  ].join("\n");
}
