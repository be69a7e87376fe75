import { type CtyType } from "../cty/cty-type";
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

/** For specs and measurements: some value of a type, and another one. */
export function sample(type: CtyType, which: "sample" | "other" = "sample"): CtyValue {
  if (type === "string") return which;
  if (type === "number") return which === "sample" ? 1 : 2;
  if (type === "bool") return which === "sample";
  if (type === "dynamic") return null;
  if (type[0] === "map") return { sample: sample(type[1], which) };
  if (type[0] !== "object") return [sample(type[1], which)];
  return Object.fromEntries(Object.entries(type[1]).map(([name, of]) => [name, sample(of, which)]));
}
