import { UserError } from "@tagform/outcome";

import { blocksOf, isFields, type PlannedCell, type PlannedResource, textOf } from "./planned-resource";

type Fields = Readonly<Record<string, unknown>>;

/**
 * The resources of a cell's synthesized JSON, as if none existed yet. Text with references is not known.
 *
 * @throws UserError if it is no configuration in JSON
 */
export function readConfiguration(text: string): PlannedCell {
  const document = JSON.parse(text) as unknown;
  if (!isFields(document))
    throw new UserError("no configuration of Terraform: the file holds no JSON object");
  const provider = defaultProvider(document);
  const looked = argumentsOfData(document);
  const types = isFields(document["resource"]) ? document["resource"] : {};
  const resources = Object.entries(types).flatMap(([type, instances]) =>
    Object.entries(isFields(instances) ? instances : {}).map(([name, values]) =>
      planned(type, name, withArguments(isFields(values) ? values : {}, looked), provider),
    ),
  );
  return { source: "configuration", resources };
}

/** What is looked up by a name has that name: `${data.aws_iam_role.it.name}` is the `name` written there. */
function argumentsOfData(document: Fields): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [type, instances] of Object.entries(isFields(document["data"]) ? document["data"] : {})) {
    for (const [id, values] of Object.entries(isFields(instances) ? instances : {})) {
      const name = isFields(values) ? textOf(values, "name") : undefined;
      if (name !== undefined) found.set(`\${data.${type}.${id}.name}`, name);
    }
  }
  return found;
}

const withArguments = (values: Fields, looked: ReadonlyMap<string, string>): Fields =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, looked.get(String(value)) ?? value]),
  );

interface Provider {
  readonly region: string | undefined;
  /** Tags that every resource gets. */
  readonly tags: Fields;
}

function planned(type: string, name: string, values: Fields, provider: Provider): PlannedResource {
  // Another provider than the default one works elsewhere.
  const region = values["provider"] === undefined ? provider.region : undefined;
  const own = isFields(values["tags"]) ? values["tags"] : {};
  return {
    address: `${type}.${name}`,
    type,
    change: "create",
    region: textOf(values, "region") ?? region,
    values: { ...values, tags_all: { ...provider.tags, ...own } },
  };
}

function defaultProvider(document: Fields): Provider {
  const providers = isFields(document["provider"]) ? document["provider"] : {};
  const provider = blocksOf(providers, "aws").find((each) => each["alias"] === undefined) ?? {};
  const [tags = {}] = blocksOf(provider, "default_tags")
    .map((each) => each["tags"])
    .filter(isFields);
  return { region: textOf(provider, "region"), tags };
}
