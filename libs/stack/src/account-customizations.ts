import { AccountRoles, ENTRANCES } from "@tagform/delivery-roles";
import type { EnvironmentName, Partition } from "@tagform/deployment";
import type { JsonObject, JsonValue, TerraformJson } from "@tagform/hcl";
import { TerraformElement, TerraformStack } from "cdktf";
import { type Node, RootConstruct } from "constructs";

import { ElementNames } from "./element-name";
import { PROVIDER_SOURCE, PROVIDER_VERSION } from "./pinned-versions";
import { documentOf } from "./stack-document";

/** Where AFT keeps what a request's custom fields say, as parameters of the vended account. */
const CUSTOM_FIELDS = "/aft/account-request/custom-fields/";

/**
 * What differs from account to account, by what stands for it until the document is whole: as long as the longest, so that
 * IAM's limits hold in every account.
 */
const FACTS: Readonly<Record<string, string>> = {
  "100000000001": "${local.account_id}",
  partition0: "${local.partition}",
  environment0: "${var.environment}",
  "team-of-the-account-000000000000": "${local.teams}",
  "name-of-the-account-000000000000": "${local.account}",
};

/** AFT's roles may do everything in an account: whoever could use or change one could, too. */
const OF_AFT = "AWSAFT*";

/** Terraform of what every vended account gets by AFT's global customizations: a module, and its call. */
export interface AccountCustomizations {
  /** Calls the module below `account-roles`, but for accounts that get their roles in another way. */
  readonly root: TerraformJson;
  /** The roles that deployments work as, and their boundary. */
  readonly accountRoles: TerraformJson;
}

/**
 * One configuration for all accounts, because AFT has one: it reads what differs in the account itself, from the
 * parameters that AFT makes of a request's custom fields `environment`, `teams` and `account`. Without one of them it
 * makes nothing.
 *
 * The tooling account gets its roles before there is AFT, by `tagform bootstrap`.
 *
 * @param toolingAccountId the account in which the steps of deliveries run, 12 digits
 */
export function accountCustomizations(toolingAccountId: string): AccountCustomizations {
  const stack = new CustomizationStack(new RootConstruct(), "account-customizations");
  // Whatever stands for the partition and the environment, the roles put it into names and ARNs, and look at neither.
  const partition = "partition0" as Partition;
  new AccountRoles(stack, "roles", {
    account: { accountId: "100000000001", partition },
    tooling: { accountId: toolingAccountId, partition },
    environment: "environment0" as EnvironmentName,
    teams: ["team-of-the-account-000000000000"],
    otherDeliveries: [{ environment: "landing-zone", teams: ["name-of-the-account-000000000000"] }],
    protectedRoles: [...ENTRANCES, OF_AFT],
  });
  return { root: ROOT, accountRoles: withReads(withFacts(documentOf(stack, {}))) };
}

const field = (name: string) => ({ name: `${CUSTOM_FIELDS}${name}` });

/** Of Terraform, the oldest that AFT runs: cells need a later one. */
const VERSIONS = {
  required_version: ">= 1.6.1",
  required_providers: { aws: { source: PROVIDER_SOURCE, version: PROVIDER_VERSION } },
} as const;

const ROOT: TerraformJson = {
  terraform: VERSIONS,
  data: { aws_ssm_parameter: { environment: field("environment") } },
  // AFT's parameters are plain text, no secrets: plans may show them.
  locals: { environment: "${data.aws_ssm_parameter.environment.insecure_value}" },
  module: {
    account_roles: {
      count: '${local.environment == "tooling" ? 0 : 1}',
      source: "./account-roles",
      environment: "${local.environment}",
    },
  },
};

/** Names of elements are API here, too: they are in the state of every vended account. */
class CustomizationStack extends TerraformStack {
  private readonly elementNames = new ElementNames();

  protected override allocateLogicalId(element: TerraformElement | Node): string {
    const node = TerraformElement.isTerraformElement(element) ? element.node : element;
    return this.elementNames.allocate(node, this.node);
  }
}

function withFacts(document: TerraformJson): TerraformJson {
  let text = JSON.stringify(document);
  for (const [standIn, fact] of Object.entries(FACTS)) {
    if (!text.includes(standIn)) throw new Error(`the roles do not depend on what ${standIn} stands for`);
    text = text.replaceAll(standIn, () => fact);
  }
  return JSON.parse(text) as TerraformJson;
}

function withReads(document: TerraformJson): TerraformJson {
  const { data } = document;
  return {
    ...document,
    terraform: VERSIONS,
    variable: { environment: { type: "string" } },
    data: {
      ...(isObject(data) ? data : {}),
      aws_caller_identity: { current: {} },
      aws_partition: { current: {} },
      aws_ssm_parameter: { account: field("account"), teams: field("teams") },
    },
    locals: {
      account_id: "${data.aws_caller_identity.current.account_id}",
      partition: "${data.aws_partition.current.partition}",
      account: "${data.aws_ssm_parameter.account.insecure_value}",
      teams: "${data.aws_ssm_parameter.teams.insecure_value}",
    },
  };
}

const isObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);
