import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { cellsOf } from "@tagform/config";
import { type Cell, formatCell, parseCell } from "@tagform/deployment";
import { synthesizedRoles } from "@tagform/policy-evaluator";
import type { TerraformDocument } from "@tagform/testing";

import { loadEnvironment } from "./environments";

const ACCOUNT = parseCell("tooling_global/account");
const outdir = mkdtempSync(join(tmpdir(), "tooling-account-"));
afterAll(() => rmSync(outdir, { recursive: true }));

async function synthesized(cell: Cell): Promise<TerraformDocument> {
  const { synthesizeCell } = await import("@tagform/stack");
  const environment = await loadEnvironment("tooling");
  const { directory, file } = await synthesizeCell({ environment, cell, outdir, format: "json" });
  return JSON.parse(readFileSync(join(directory, file), "utf8")) as TerraformDocument;
}

/** What the roles of the tooling account are made for. */
async function accountConfig() {
  const { environment } = await import("@tagform/environments/tooling");
  return environment.teams.account.scopes.global.workloads.roles;
}

async function others(): Promise<Cell[]> {
  const cells = cellsOf(await loadEnvironment("tooling"));
  return cells.filter((cell) => formatCell(cell) !== formatCell(ACCOUNT));
}

/** The service that IAM knows resources by, whose types begin so; a longer beginning counts before a shorter. */
const SERVICES: Readonly<Record<string, string>> = {
  aws_cloudtrail: "cloudtrail",
  aws_cloudwatch: "cloudwatch",
  aws_cloudwatch_event: "events",
  aws_cloudwatch_log: "logs",
  aws_codebuild: "codebuild",
  aws_codepipeline: "codepipeline",
  aws_dynamodb: "dynamodb",
  aws_iam: "iam",
  aws_kms: "kms",
  aws_lambda: "lambda",
  aws_s3: "s3",
  aws_scheduler: "scheduler",
  aws_sns: "sns",
  aws_sqs: "sqs",
};

function serviceOf(type: string): string {
  const beginnings = Object.keys(SERVICES).filter(
    (beginning) => type.startsWith(`${beginning}_`) || type === beginning,
  );
  const longest = beginnings.sort((a, b) => b.length - a.length)[0];
  return longest === undefined ? `the one of ${type}, which this spec does not know` : SERVICES[longest]!;
}

test("deployments of every part of tooling may enter its account", async () => {
  const { roles } = synthesizedRoles(await synthesized(ACCOUNT));
  const environment = await loadEnvironment("tooling");
  const { accountId } = environment.teams["account"] ?? {};
  const parts = cellsOf(environment)
    .map(({ team }) => team)
    .filter((team) => environment.teams[team]?.accountId === accountId);
  const { teams } = await accountConfig();
  const named = parts.filter((part) =>
    teams.some((team) => part === team || (team.endsWith("*") && part.startsWith(team.slice(0, -1)))),
  );
  expect(named).toEqual(parts);
  expect(roles.map(({ name }) => name).sort()).toEqual(["InfraBuildRole", "InfraPlanRole"]);
});

test("the roles are for tooling, in the account where its steps run", async () => {
  const { environment, toolingAccountId } = await accountConfig();
  const tooling = await loadEnvironment("tooling");
  expect(environment).toBe(tooling.name);
  expect(Object.values(tooling.teams).map(({ accountId }) => accountId)).toContain(toolingAccountId);
});

test("what deployments into the account may work with is what the cells of tooling are made of", async () => {
  const { roles } = synthesizedRoles(await synthesized(ACCOUNT));
  const actions = roles.flatMap(({ identity }) =>
    identity.flatMap(({ Statement }) =>
      [Statement]
        .flat()
        .flatMap((statement) => (statement.Effect === "Allow" ? [statement.Action ?? []].flat() : [])),
    ),
  );
  const used = new Set<string>();
  for (const cell of await others()) {
    for (const type of Object.keys((await synthesized(cell)).resource ?? {})) {
      if (type.startsWith("aws_")) used.add(serviceOf(type));
    }
  }
  expect([...used]).toContain("dynamodb");
  expect(actions).toEqual(expect.arrayContaining([...used].map((service) => `${service}:*`)));
});

test("no deployment deletes a bucket that keeps states", async () => {
  const { stateBuckets } = await accountConfig();
  const made: string[] = [];
  for (const cell of await others()) {
    if (!cell.team.startsWith("state-")) continue;
    const { resource = {} } = await synthesized(cell);
    made.push(...Object.values(resource["aws_s3_bucket"] ?? {}).map(({ bucket }) => String(bucket)));
  }
  const ofStates = made.filter((name) => !name.endsWith("-logs"));
  expect([...stateBuckets].sort()).toEqual(ofStates.sort());
});
