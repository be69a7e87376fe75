import { type CtyType, type ObjectAttributes } from "../cty/cty-type";
import {
  type Argument,
  argumentsOf,
  type BindingsSource,
  type Getter,
  gettersOf,
  optionalPropertiesOf,
  parseBindings,
  type Part,
  partsOf,
} from "./bindings-source";
import { type Attribute, type Block, type NestedBlock } from "./model";

const STORAGE: Readonly<Record<string, CtyType>> = {
  any: "dynamic",
  boolean: "bool",
  number: "number",
  string: "string",
};
const ELEMENT: Readonly<Record<string, CtyType>> = {
  booleanMap: "bool",
  numberList: "number",
  numberMap: "number",
  stringList: "string",
  stringMap: "string",
  stringListList: ["list", "string"],
  stringMapList: ["map", "string"],
  stringMapMap: ["map", "string"],
};
const GETTERS: readonly (readonly [call: string, type: CtyType])[] = [
  ["getStringAttribute", "string"],
  ["getNumberAttribute", "number"],
  ["getBooleanAttribute", "bool"],
  ["getStringMapAttribute", ["map", "string"]],
  ["getNumberMapAttribute", ["map", "number"]],
  ["getBooleanMapAttribute", ["map", "bool"]],
  ["getNumberListAttribute", ["list", "number"]],
  ["getListAttribute", ["list", "string"]],
];
const STRUCT = /(\w+)ToHclTerraform(?:\(|, (true|false)\))/;
const ROOT = /^class \w+ extends cdktf\.Terraform(Resource|DataSource|Provider) /;

/**
 * Recovers the schema of one resource, data source or provider from the text of its compiled binding.
 *
 * The bindings do not tell an optional argument from an optional and computed one: see type-facts.ts.
 *
 * @throws Error when the text is not a binding of a resource, data source or provider.
 */
export function recoverSchema(text: string): Block {
  const source = parseBindings(text);
  const root = [...source.classes.values()].find((classText) => ROOT.test(classText));
  if (root === undefined) throw new Error("the text holds no resource, data source or provider class");
  return withNestedComputed(source, root, argumentsOf(root));
}

/** A block whose arguments are written by `text` and read by the class `classText`. */
function withNestedComputed(source: BindingsSource, classText: string, args: readonly Argument[]): Block {
  const attributes: Record<string, Attribute> = {};
  const blocks: Record<string, NestedBlock> = {};
  const optionals = optionalPropertiesOf(classText);
  for (const argument of args) {
    // The provider's own blocks have no class: nothing in them is known to be required.
    const optional = classText === "" || optionals.has(argument.property);
    const nested = nestedBlock(source, argument, optional);
    if (nested !== undefined) blocks[argument.name] = nested;
    else {
      attributes[argument.name] = {
        type: argumentType(source, argument),
        ...(optional ? { optional } : { required: true }),
      };
    }
  }
  const known = new Set(args.map(({ name }) => name));
  for (const [name, type] of Object.entries(resultTypes(source, classText))) {
    if (!known.has(name)) attributes[name] = { type, computed: true };
  }
  return { attributes, blocks };
}

/** The block that an argument is, or `undefined` when it is an attribute. */
function nestedBlock(source: BindingsSource, argument: Argument, optional: boolean): NestedBlock | undefined {
  const struct = STRUCT.exec(argument.expression);
  // listMapperHcl(fn, true) is a repeatable block, fn(x) a single one, listMapperHcl(fn, false) an attribute.
  if (struct === null || (argument.expression.startsWith("cdktf.") && struct[2] !== "true")) return undefined;
  const isStruct = argument.collection === "struct";
  if (isStruct && argument.name !== "timeouts") return undefined;
  const [, name = "", repeated] = struct;
  return {
    nesting: isStruct ? "single" : argument.collection === "set" ? "set" : "list",
    minItems: optional ? 0 : 1,
    maxItems: repeated === "true" || isStruct ? 0 : 1,
    block: structBlock(source, name),
  };
}

function structBlock(source: BindingsSource, name: string): Block {
  const className = `${name.charAt(0).toUpperCase()}${name.slice(1)}OutputReference`;
  const args = argumentsOf(source.functions.get(`${name}ToHclTerraform`) ?? "");
  return withNestedComputed(source, source.classes.get(className) ?? "", args);
}

function argumentType(source: BindingsSource, argument: Argument): CtyType {
  const { collection, storage, expression } = argument;
  const simple = STORAGE[storage];
  if (simple !== undefined) return simple;
  const element = ELEMENT[storage];
  const kind = collection === "set" || collection === "map" ? collection : "list";
  if (element !== undefined) return [kind, element];
  const struct = STRUCT.exec(expression)?.[1];
  const object: CtyType =
    struct === undefined ? "dynamic" : ["object", objectOf(structBlock(source, struct))];
  return collection === "struct" ? object : [kind, object];
}

function objectOf(block: Block): ObjectAttributes {
  const types: Record<string, CtyType> = {};
  for (const [name, { type }] of Object.entries(block.attributes)) types[name] = type;
  for (const [name, nested] of Object.entries(block.blocks)) {
    const object: CtyType = ["object", objectOf(nested.block)];
    types[name] = nested.nesting === "single" ? object : [nested.nesting, object];
  }
  return types;
}

/** Types of everything that a class lets one read. */
function resultTypes(source: BindingsSource, classText: string): ObjectAttributes {
  const types: Record<string, CtyType> = {};
  for (const getter of gettersOf(classText)) types[getter.name] = getterType(getter);
  for (const [name, part] of partsOf(classText)) types[name] = partType(source, part);
  return types;
}

function getterType({ expression }: Getter): CtyType {
  const type = GETTERS.find(([call]) => expression.includes(`this.${call}(`))?.[1] ?? "dynamic";
  const isSet = expression.includes("cdktf.Fn.tolist(");
  return isSet && typeof type !== "string" && type[0] === "list" ? ["set", type[1]] : type;
}

function partType(source: BindingsSource, { className, wrapsSet }: Part): CtyType {
  const builtin = /^cdktf\.(String|Number|Boolean)Map$/.exec(className)?.[1];
  if (builtin !== undefined)
    return ["map", builtin === "Boolean" ? "bool" : builtin === "Number" ? "number" : "string"];
  const isList = className.endsWith("List");
  const elementClass = isList ? className.replace(/List$/, "OutputReference") : className;
  const element: CtyType = ["object", resultTypes(source, source.classes.get(elementClass) ?? "")];
  return isList ? [wrapsSet ? "set" : "list", element] : element;
}
