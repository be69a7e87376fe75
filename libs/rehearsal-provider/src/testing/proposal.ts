import { type CtyObject, type CtyValue, isList, isObject } from "../cty/cty-value";
import { type Block } from "../schema/model";

/** For specs: a configuration with the arguments given and everything else null, as Terraform sends it. */
export function configure(block: Block, given: CtyObject): CtyObject {
  const config: Record<string, CtyValue> = {};
  for (const name of Object.keys(block.attributes)) config[name] = given[name] ?? null;
  for (const [name, nested] of Object.entries(block.blocks)) {
    const value = given[name] ?? (nested.nesting === "single" ? null : []);
    config[name] = isList(value)
      ? value.map((element) => (isObject(element) ? configure(nested.block, element) : element))
      : isObject(value)
        ? configure(nested.block, value)
        : value;
  }
  return config;
}

/** For specs: what Terraform proposes: the configuration, with prior values for computed attributes left out. */
export function propose(block: Block, prior: CtyObject, config: CtyObject): CtyObject {
  const proposed: Record<string, CtyValue> = {};
  for (const [name, attribute] of Object.entries(block.attributes)) {
    const value = config[name] ?? null;
    proposed[name] = value === null && attribute.computed === true ? (prior[name] ?? null) : value;
  }
  for (const [name, nested] of Object.entries(block.blocks)) {
    const [before, value] = [prior[name], config[name] ?? null];
    if (isList(value)) {
      proposed[name] = value.map((element, index) => {
        const old = isList(before) ? before[index] : undefined;
        return isObject(element) && isObject(old) ? propose(nested.block, old, element) : element;
      });
    } else
      proposed[name] = isObject(value) && isObject(before) ? propose(nested.block, before, value) : value;
  }
  return proposed;
}

/** For specs: the least configuration that the schema accepts. */
export function leastConfig(block: Block): CtyObject {
  const config: Record<string, CtyValue> = {};
  for (const [name, attribute] of Object.entries(block.attributes)) {
    if (attribute.required === true) config[name] = sample(attribute.type);
  }
  for (const [name, nested] of Object.entries(block.blocks)) {
    if (nested.minItems > 0) config[name] = [leastConfig(nested.block)];
  }
  return configure(block, config);
}

function sample(type: Block["attributes"][string]["type"]): CtyValue {
  if (type === "string") return "sample";
  if (type === "number") return 1;
  if (type === "bool") return true;
  if (type === "dynamic") return null;
  if (type[0] === "map") return { sample: sample(type[1]) };
  if (type[0] !== "object") return [sample(type[1])];
  return Object.fromEntries(Object.entries(type[1]).map(([name, of]) => [name, sample(of)]));
}
