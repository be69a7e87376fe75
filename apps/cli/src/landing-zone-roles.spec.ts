import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { deployableCellsOf } from "@tagform/config";
import { type Cell, formatCell, parseCell } from "@tagform/deployment";
import { type PolicyStatement, synthesizedRoles } from "@tagform/policy-evaluator";
import type { TerraformDocument } from "@tagform/testing";
import type { Environment } from "@tagform/workload-catalog";

import { loadEnvironment } from "./environments";
import { loadLandingZone } from "./landing-zone";

const outdir = mkdtempSync(join(tmpdir(), "landing-zone-roles-"));
afterAll(() => rmSync(outdir, { recursive: true }));

async function synthesized(environment: Environment, cell: Cell): Promise<TerraformDocument> {
  const { synthesizeCell } = await import("@tagform/stack");
  const { directory, file } = await synthesizeCell({ environment, cell, outdir, format: "json" });
  return JSON.parse(readFileSync(join(directory, file), "utf8")) as TerraformDocument;
}

/** The service that IAM knows resources by, whose types begin so; a longer beginning counts before a shorter. */
const SERVICES: Readonly<Record<string, string>> = {
  aws_accessanalyzer: "access-analyzer",
  aws_account: "account",
  aws_budgets: "budgets",
  aws_cloudtrail: "cloudtrail",
  aws_cloudwatch_log: "logs",
  aws_config: "config",
  aws_controltower: "controltower",
  aws_ebs: "ec2",
  aws_ec2: "ec2",
  aws_guardduty: "guardduty",
  aws_iam: "iam",
  aws_kms: "kms",
  aws_organizations: "organizations",
  aws_s3: "s3",
  aws_securityhub: "securityhub",
  aws_servicequotas: "servicequotas",
  aws_sns: "sns",
  aws_ssm: "ssm",
};

function serviceOf(type: string): string {
  const beginnings = Object.keys(SERVICES).filter((beginning) => type.startsWith(`${beginning}_`));
  const longest = beginnings.sort((a, b) => b.length - a.length)[0];
  return longest === undefined ? `the one of ${type}, which this spec does not know` : SERVICES[longest]!;
}

const servicesIn = ({ resource = {} }: TerraformDocument): string[] =>
  Object.keys(resource)
    .filter((type) => type.startsWith("aws_"))
    .map(serviceOf);

/** What a session of landing-zone may work with as InfraBuildRole, by its statements in `document`. */
function allowedIn(document: TerraformDocument): string[] {
  const build = synthesizedRoles(document).roles.find(({ name }) => name === "InfraBuildRole");
  const statements = (build?.identity ?? []).flatMap(({ Statement }) => [Statement].flat());
  const isForOthers = ({ Condition }: PolicyStatement): boolean => {
    const environments = JSON.stringify(Condition ?? {});
    return environments.includes("aws:PrincipalTag/environment") && !environments.includes('"landing-zone"');
  };
  return statements
    .filter((statement) => statement.Effect === "Allow" && !isForOthers(statement))
    .flatMap(({ Action = [] }) => [Action].flat())
    .map((action) => action.replace(/:\*$/, ""));
}

/** The document that makes the roles of an account. */
async function rolesOf(name: string, isVended: boolean): Promise<TerraformDocument> {
  if (isVended) {
    const { accountCustomizations } = await import("@tagform/stack");
    return accountCustomizations("555555555555").accountRoles;
  }
  const cell = parseCell(name === "tooling" ? "tooling_global/account" : `tooling_global/roles-${name}`);
  return synthesized(await loadEnvironment("tooling"), cell);
}

test("what cells of landing-zone are made of, its deliveries may work with, in every account", async () => {
  const { accounts } = await loadLandingZone();
  const environment = await loadEnvironment("landing-zone");
  const missing: string[] = [];
  for (const cell of deployableCellsOf(environment)) {
    const isVended = accounts[cell.team]?.request !== undefined && cell.team !== "tooling";
    const allowed = allowedIn(await rolesOf(cell.team, isVended));
    const used = servicesIn(await synthesized(environment, cell));
    missing.push(
      ...used
        .filter((service) => !allowed.includes(service))
        .map((service) => `${formatCell(cell)}: ${service}`),
    );
  }
  expect(missing).toEqual([]);
}, 60_000);
