import { type CtyObject, type CtyValue, isList, isObject, objectsOf, UNKNOWN } from "../../cty/cty-value";
import { type Attribute, type Block } from "../../schema/model";
import { configure, leastConfig, sample } from "../../testing/proposal";
import { type TypeFacts } from "../type-facts";
import { type RealProvider } from "./real-provider";

/** Asks the real provider what a resource type does: which values it plans, and which changes need another resource. */
export async function measureType(provider: RealProvider, name: string, block: Block): Promise<TypeFacts> {
  const changes = await measureChanges(provider, name, block);
  return {
    computed: optionalComputed(block, ""),
    defaults: await measureDefaults(provider, name, block),
    ...changes,
    sensitive: Object.entries(block.attributes).flatMap(([attribute, { sensitive }]) =>
      sensitive === true ? [attribute] : [],
    ),
  };
}

/** True of every resource, and therefore not listed. */
const EVERYWHERE: ReadonlySet<string> = new Set(["id", "region", "tags_all"]);

function optionalComputed(block: Block, prefix: string): string[] {
  const own = Object.entries(block.attributes)
    .filter(
      ([name, { optional, computed }]) =>
        optional === true && computed === true && !EVERYWHERE.has(prefix + name),
    )
    .map(([name]) => prefix + name);
  // Deeper blocks are those of web ACLs: thousands of paths that nobody configures here.
  if (prefix.split(".").length > 5) return own;
  const nested = Object.entries(block.blocks).flatMap(([name, inner]) =>
    optionalComputed(inner.block, `${prefix}${name}.`),
  );
  return [...own, ...nested];
}

async function measureDefaults(
  provider: RealProvider,
  name: string,
  block: Block,
): Promise<NonNullable<TypeFacts["defaults"]>> {
  const least = leastConfig(block);
  const plan = async (config: CtyObject): Promise<CtyObject> => {
    const planned = (await provider.plan(name, block, { prior: null, proposed: config, config }))?.planned;
    return isObject(planned) ? planned : {};
  };
  const defaults = chosenValues(block.attributes, least, await plan(least), "");
  for (const [blockName, nested] of Object.entries(block.blocks)) {
    if (nested.nesting !== "list") continue;
    const inner = leastConfig(nested.block);
    const [planned] = objectsOf((await plan({ ...least, [blockName]: [inner] }))[blockName]);
    Object.assign(defaults, chosenValues(nested.block.attributes, inner, planned ?? {}, `${blockName}.`));
  }
  return defaults;
}

/** What the provider planned for arguments that were left out. */
function chosenValues(
  attributes: Readonly<Record<string, Attribute>>,
  config: CtyObject,
  planned: CtyObject,
  prefix: string,
): Record<string, string | number | boolean> {
  const chosen: Record<string, string | number | boolean> = {};
  for (const [name, { optional }] of Object.entries(attributes)) {
    const value = planned[name];
    if (optional !== true || EVERYWHERE.has(prefix + name) || (config[name] ?? null) !== null) continue;
    const isText = typeof value === "string" && value !== "";
    if (isText || typeof value === "number" || typeof value === "boolean") chosen[prefix + name] = value;
  }
  return chosen;
}

/** Changes every argument alone and looks at what follows. */
async function measureChanges(
  provider: RealProvider,
  name: string,
  block: Block,
): Promise<Pick<TypeFacts, "replace" | "renewed" | "renewedByTags">> {
  const prior = { ...full(block), id: "existing" };
  const change = async (before: CtyObject, after: CtyObject) =>
    provider.plan(name, block, { prior: before, proposed: after, config: withoutResults(block, after) });
  // What is replaced without any change (values that the provider normalizes) says nothing.
  const noise = new Set((await change(prior, prior))?.requiresReplace);
  const replace: string[] = [];
  let renewed: readonly string[] | undefined;
  let renewedByTags: readonly string[] = [];
  for (const argument of argumentsOf(block)) {
    const plan = await change(prior, { ...prior, [argument]: sample(typeOf(block, argument), "other") });
    if (plan === undefined) continue;
    if (plan.requiresReplace.includes(argument) && !noise.has(argument)) replace.push(argument);
    if (plan.requiresReplace.length > 0) continue;
    const unknown = unknownResults(block, plan.planned);
    if (argument === "tags") renewedByTags = unknown;
    else renewed = renewed?.filter((result) => unknown.includes(result)) ?? unknown;
  }
  for (const [blockName, nested] of Object.entries(block.blocks)) {
    if (nested.nesting === "single") continue;
    const element = full(nested.block);
    const before = { ...prior, [blockName]: [element] };
    if ((await change(before, before))?.requiresReplace.includes(blockName) === true) continue;
    const inner = argumentsOf(nested.block);
    const replacing: string[] = [];
    for (const argument of inner) {
      const changed = { ...element, [argument]: sample(typeOf(nested.block, argument), "other") };
      const plan = await change(before, { ...prior, [blockName]: [changed] });
      if (plan?.requiresReplace.includes(blockName) === true) replacing.push(`${blockName}.${argument}`);
    }
    if (replacing.length === inner.length && inner.length > 0) replace.push(blockName);
    else replace.push(...replacing);
  }
  return { replace, renewed: renewed ?? [], renewedByTags };
}

function argumentsOf(block: Block): string[] {
  return Object.entries(block.attributes)
    .filter(([name, { required, optional, writeOnly }]) => {
      return (required === true || optional === true) && writeOnly !== true && !EVERYWHERE.has(name);
    })
    .map(([name]) => name);
}

function typeOf(block: Block, name: string): Attribute["type"] {
  return block.attributes[name]?.type ?? "string";
}

/** A block in which everything has a value; its own blocks are left out. */
function full(block: Block): CtyObject {
  const values = Object.entries(block.attributes).map(([name, { type, writeOnly }]): [string, CtyValue] => [
    name,
    writeOnly === true ? null : sample(type),
  ]);
  return configure(block, Object.fromEntries(values));
}

function withoutResults(block: Block, values: CtyObject): CtyObject {
  const config: Record<string, CtyValue> = { ...values };
  for (const [name, { optional, required }] of Object.entries(block.attributes)) {
    if ((optional !== true && required !== true) || name === "id" || name === "tags_all") config[name] = null;
  }
  return config;
}

function unknownResults(block: Block, planned: CtyValue): string[] {
  if (!isObject(planned) || isList(planned)) return [];
  return Object.keys(block.attributes).filter((name) => planned[name] === UNKNOWN && name !== "tags_all");
}
