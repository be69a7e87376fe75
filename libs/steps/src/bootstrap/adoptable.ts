import { type Import } from "./bootstrap-folder";

/** What a plan would make although AWS may have it already. */
export interface Adoptable extends Import {
  /** Of an alias: the address of the key that it stands for, which has no name of its own. */
  readonly key?: string;
  /** Of an alias: its name, `alias/states`. */
  readonly alias?: string;
  /** Where it is, if it is not global. */
  readonly region?: string;
}

type JsonObject = Readonly<Record<string, unknown>>;

/** How a resource of a type is called that AWS has no second one of. All others are settings of these, and replace themselves. */
const ID_OF: Readonly<Record<string, (values: JsonObject, account: string) => unknown>> = {
  aws_dynamodb_table: ({ name }) => name,
  aws_iam_policy: ({ name }, account) => `${account}policy/${String(name)}`,
  aws_iam_role: ({ name }) => name,
  aws_kms_alias: ({ name }) => name,
  aws_s3_bucket: ({ bucket }) => bucket,
};

/**
 * Everything that a plan, as `terraform show -json` tells it, would make under a name that may be taken.
 *
 * @param iamArn - beginning of ARNs of the account's policies, `arn:aws:iam::555555555555:`
 */
export function adoptableIn(planJson: string, iamArn: string): Adoptable[] {
  const plan = JSON.parse(planJson) as JsonObject;
  return listOf(plan["resource_changes"]).flatMap((resource) => {
    const change = objectOf(resource["change"]);
    const type = String(resource["type"]);
    const actions = change["actions"];
    if (!Array.isArray(actions) || actions.join() !== "create") return [];
    const values = objectOf(change["after"]);
    const name = ID_OF[type]?.(values, iamArn);
    if (typeof name !== "string") return [];
    const region = typeof values["region"] === "string" ? values["region"] : undefined;
    const address = String(resource["address"]);
    return [
      {
        address,
        id: region === undefined ? name : `${name}@${region}`,
        ...(region === undefined ? {} : { region }),
        ...(type === "aws_kms_alias" ? keyOf(plan, address, name) : {}),
      },
    ];
  });
}

function keyOf(plan: JsonObject, address: string, alias: string): Pick<Adoptable, "key" | "alias"> {
  const root = objectOf(objectOf(plan["configuration"])["root_module"]);
  const written = listOf(root["resources"]).find((resource) => resource["address"] === address);
  const target = objectOf(objectOf(written?.["expressions"])["target_key_id"]);
  const references = Array.isArray(target["references"]) ? target["references"].map(String) : [];
  const key = references.find((reference) => /^aws_kms_key\.[^.]+$/.test(reference));
  return { alias, ...(key === undefined ? {} : { key }) };
}

const objectOf = (value: unknown): JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};

const listOf = (value: unknown): JsonObject[] => (Array.isArray(value) ? value.map(objectOf) : []);
