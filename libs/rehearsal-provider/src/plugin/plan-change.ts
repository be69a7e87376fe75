import {
  canonical,
  type CtyObject,
  type CtyValue,
  isList,
  isObject,
  UNKNOWN,
  Unknown,
} from "../cty/cty-value";
import { type Block, type NestedBlock } from "../schema/model";
import { type ResourceType } from "./served-schema";
import { type Session } from "./session";

/** What Terraform knows of one resource when it asks for a plan. */
export interface Change {
  /** Null when the resource is to be created. */
  readonly prior: CtyObject | null;
  /** The configuration, completed with prior values of computed attributes. */
  readonly proposed: CtyObject;
  readonly config: CtyObject;
  /** Whether the prior state comes from an import, which knows little more than the id. */
  readonly imported: boolean;
}

export interface PlannedChange {
  readonly planned: CtyObject;
  /** Top-level arguments whose change needs another resource. */
  readonly requiresReplace: readonly string[];
}

/** Plans one creation or update: arguments as configured, defaults, and results known only after apply. */
export function planChange(type: ResourceType, change: Change, session: Session): PlannedChange {
  const { prior, config } = change;
  const planned = planBlock(type, type.block, "", change);
  if ("region" in type.block.attributes) planned["region"] = config["region"] ?? session.region;
  if ("tags_all" in type.block.attributes)
    planned["tags_all"] = mergeTags(session.defaultTags, config["tags"]);
  if (prior === null) return { planned, requiresReplace: [] };
  if (canonical(planned) === canonical(prior)) return { planned: prior, requiresReplace: [] };
  const requiresReplace = replacingArguments(type, planned, change);
  if (requiresReplace.length === 0) renew(type, planned, change, prior);
  return { planned, requiresReplace };
}

/** The tags that a resource ends up with; unknown as a whole when its own tags are. */
export function mergeTags(defaults: CtyObject, tags: CtyValue | undefined): CtyValue {
  if (tags instanceof Unknown) return UNKNOWN;
  return { ...defaults, ...(isObject(tags) ? tags : {}) };
}

function planBlock(
  type: ResourceType,
  block: Block,
  prefix: string,
  { prior, proposed, config }: Pick<Change, "prior" | "proposed" | "config">,
): Record<string, CtyValue> {
  const planned: Record<string, CtyValue> = {};
  for (const [name, attribute] of Object.entries(block.attributes)) {
    const configured = config[name] ?? null;
    const defaultValue = type.facts.defaults?.[`${prefix}${name}`];
    if (attribute.writeOnly === true) planned[name] = null;
    else if (configured !== null) planned[name] = configured;
    else if (attribute.computed !== true) planned[name] = null;
    else if (defaultValue !== undefined) planned[name] = defaultValue;
    else planned[name] = prior === null ? UNKNOWN : (proposed[name] ?? null);
  }
  for (const [name, nested] of Object.entries(block.blocks)) {
    planned[name] = planNested(type, nested, `${prefix}${name}.`, {
      prior: prior?.[name] ?? null,
      proposed: proposed[name] ?? null,
      config: config[name] ?? null,
    });
  }
  return planned;
}

interface NestedChange {
  readonly prior: CtyValue;
  readonly proposed: CtyValue;
  readonly config: CtyValue;
}

function planNested(type: ResourceType, nested: NestedBlock, prefix: string, change: NestedChange): CtyValue {
  const { prior, proposed, config } = change;
  if (isObject(proposed)) {
    return planBlock(type, nested.block, prefix, {
      proposed,
      prior: isObject(prior) ? prior : null,
      config: isObject(config) ? config : {},
    });
  }
  if (!isList(proposed)) return proposed;
  return proposed.map((element, index) => {
    if (!isObject(element)) return element;
    const priors = isList(prior) ? prior : [];
    const configs = isList(config) ? config : [];
    if (nested.nesting === "set") return planSetElement(type, nested.block, prefix, element, priors);
    const [before, configured] = [priors[index], configs[index]];
    return planBlock(type, nested.block, prefix, {
      proposed: element,
      prior: isObject(before) ? before : null,
      config: isObject(configured) ? configured : {},
    });
  });
}

/** Elements of a set have no position: what the configuration left out is what is still null in the proposal. */
function planSetElement(
  type: ResourceType,
  block: Block,
  prefix: string,
  element: CtyObject,
  priors: readonly CtyValue[],
): CtyObject {
  const text = canonical(element);
  const unchanged = priors.some((prior) => canonical(prior) === text);
  return unchanged
    ? element
    : planBlock(type, block, prefix, { prior: null, proposed: element, config: element });
}

function replacingArguments(type: ResourceType, planned: CtyObject, change: Change): string[] {
  const paths = [...(type.facts.replace ?? []), "region"];
  const arguments_ = paths.flatMap((path) => {
    const [name = "", inner] = path.split(".");
    const [before, after] = [change.prior?.[name] ?? null, planned[name] ?? null];
    // An import knows few arguments: what it does not know, it does not contradict.
    if (change.imported && isEmpty(before)) return [];
    const differs =
      inner === undefined ? !equal(before, after) : !equal(pick(before, inner), pick(after, inner));
    return differs ? [name] : [];
  });
  return [...new Set(arguments_)].filter((name) => name in planned);
}

function renew(
  { block, facts }: ResourceType,
  planned: Record<string, CtyValue>,
  { config }: Change,
  prior: CtyObject,
): void {
  const changed = Object.keys(planned).filter((name) => !equal(planned[name] ?? null, prior[name] ?? null));
  const onlyTags = changed.every((name) => name === "tags" || name === "tags_all");
  for (const name of (onlyTags ? facts.renewedByTags : facts.renewed) ?? []) {
    if (block.attributes[name]?.computed === true && (config[name] ?? null) === null) planned[name] = UNKNOWN;
  }
}

function pick(value: CtyValue, name: string): CtyValue {
  if (isList(value)) return value.map((element) => pick(element, name));
  return isObject(value) ? (value[name] ?? null) : value;
}

function isEmpty(value: CtyValue): boolean {
  return value === null || (isList(value) && value.length === 0);
}

function equal(left: CtyValue, right: CtyValue): boolean {
  return canonical(left) === canonical(right);
}
