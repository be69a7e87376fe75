import { decode as decodeMsgpack, encode as encodeMsgpack, ExtensionCodec } from "@msgpack/msgpack";

import { type CtyType, elementType, objectAttributes } from "./cty-type";
import { BigNumber, type CtyValue, DynamicValue, isList, isObject, UNKNOWN, Unknown } from "./cty-value";

/** Extension 0 is an unknown value, 12 an unknown value with refinements, which this provider does not need. */
const UNKNOWN_EXTENSIONS = [0, 12] as const;
const LARGEST_INT64 = 2n ** 64n - 1n;
const SMALLEST_INT64 = -(2n ** 63n);

const extensionCodec = new ExtensionCodec();
for (const type of UNKNOWN_EXTENSIONS) {
  extensionCodec.register({
    type,
    encode: (value) => (type === 0 && value instanceof Unknown ? new Uint8Array([0]) : null),
    decode: () => UNKNOWN,
  });
}

/** Encodes a value of the type as Terraform's MessagePack. */
export function encode(value: CtyValue, type: CtyType): Uint8Array {
  return encodeMsgpack(toMsgpack(value, type), { extensionCodec, useBigInt64: true });
}

/**
 * Decodes Terraform's MessagePack.
 *
 * @throws Error when the bytes do not hold a value of the type.
 */
export function decode(bytes: Uint8Array, type: CtyType): CtyValue {
  return fromMsgpack(decodeMsgpack(bytes, { extensionCodec, useBigInt64: true }), type);
}

/**
 * Reads a value from the JSON of a state file. Attributes that the type does not know are dropped, missing ones are null.
 *
 * @throws Error when the JSON does not hold a value of the type.
 */
export function fromStateJson(json: unknown, type: CtyType): CtyValue {
  if (json === null || json === undefined) return null;
  const attributes = objectAttributes(type);
  if (attributes !== undefined) {
    const object = recordOf(json, type);
    return mapEntries(attributes, (attribute, name) => fromStateJson(object[name], attribute));
  }
  const element = elementType(type);
  if (element === undefined) return primitiveFromJson(json, type);
  if (type[0] === "map") return mapEntries(recordOf(json, type), (entry) => fromStateJson(entry, element));
  return listOf(json, type).map((entry) => fromStateJson(entry, element));
}

function primitiveFromJson(json: unknown, type: CtyType): CtyValue {
  if (type === "dynamic") {
    const { type: inner, value } = recordOf(json, type);
    return new DynamicValue(typeFromJson(inner), fromStateJson(value, typeFromJson(inner)));
  }
  return primitive(json, type);
}

function toMsgpack(value: CtyValue, type: CtyType): unknown {
  if (type === "dynamic") return dynamicToMsgpack(value);
  if (value === null || value instanceof Unknown) return value;
  if (value instanceof BigNumber) return bigToMsgpack(value.decimal);
  // Terraform's numbers are decimal: 0.1 as a binary fraction would be another number.
  if (typeof value === "number") return Number.isInteger(value) ? value : String(value);
  const attributes = objectAttributes(type);
  if (isObject(value)) {
    if (attributes !== undefined) {
      return mapEntries(attributes, (attribute, name) => toMsgpack(value[name] ?? null, attribute));
    }
    return mapEntries(value, (entry) => toMsgpack(entry, elementType(type) ?? "dynamic"));
  }
  return isList(value) ? value.map((entry) => toMsgpack(entry, elementType(type) ?? "dynamic")) : value;
}

function dynamicToMsgpack(value: CtyValue): unknown {
  if (value === null || value instanceof Unknown) return value;
  if (!(value instanceof DynamicValue)) throw new Error("a dynamic-typed value must carry its type");
  const type = new TextEncoder().encode(JSON.stringify(value.type));
  return [type, toMsgpack(value.value, value.type)];
}

function bigToMsgpack(decimal: string): unknown {
  if (!/^-?\d+$/.test(decimal)) return decimal;
  const integer = BigInt(decimal);
  return integer > LARGEST_INT64 || integer < SMALLEST_INT64 ? decimal : integer;
}

function fromMsgpack(raw: unknown, type: CtyType): CtyValue {
  if (raw === null || raw === undefined) return null;
  if (raw instanceof Unknown) return UNKNOWN;
  if (type === "dynamic") return dynamicFromMsgpack(raw);
  const attributes = objectAttributes(type);
  if (attributes !== undefined) {
    const object = recordOf(raw, type);
    return mapEntries(attributes, (attribute, name) => fromMsgpack(object[name], attribute));
  }
  const element = elementType(type);
  if (element === undefined) return primitive(raw, type);
  if (type[0] === "map") return mapEntries(recordOf(raw, type), (entry) => fromMsgpack(entry, element));
  return listOf(raw, type).map((entry) => fromMsgpack(entry, element));
}

function dynamicFromMsgpack(raw: unknown): CtyValue {
  const [typeBytes, value] = listOf(raw, "dynamic");
  if (!(typeBytes instanceof Uint8Array)) throw mismatch(raw, "dynamic");
  const type = typeFromJson(JSON.parse(new TextDecoder().decode(typeBytes)));
  return new DynamicValue(type, fromMsgpack(value, type));
}

function primitive(raw: unknown, type: CtyType): CtyValue {
  if (type === "bool" && typeof raw === "boolean") return raw;
  if (type === "string" && typeof raw === "string") return raw;
  if (type === "number") {
    if (typeof raw === "number") return raw;
    if (typeof raw === "bigint") return exactNumber(raw.toString());
    if (typeof raw === "string") return exactNumber(raw);
  }
  throw mismatch(raw, type);
}

/** A JavaScript number when it keeps every digit, else the digits. */
function exactNumber(decimal: string): number | BigNumber {
  const number = Number(decimal);
  return String(number) === decimal ? number : new BigNumber(decimal);
}

/** Checks that JSON is a type: state files and messages are the only sources. */
function typeFromJson(json: unknown): CtyType {
  if (json === "string" || json === "number" || json === "bool" || json === "dynamic") return json;
  if (Array.isArray(json)) {
    const [kind, of] = listOf(json, "dynamic");
    if (kind === "list" || kind === "set" || kind === "map") return [kind, typeFromJson(of)];
    if (kind === "object")
      return ["object", mapEntries(recordOf(of, "dynamic"), (entry) => typeFromJson(entry))];
  }
  throw new Error(`${JSON.stringify(json)} is not a type that the rehearsal provider knows`);
}

function recordOf(raw: unknown, type: CtyType): Record<string, unknown> {
  if (raw === null || typeof raw !== "object" || Array.isArray(raw)) throw mismatch(raw, type);
  return Object.fromEntries(Object.entries(raw));
}

function listOf(raw: unknown, type: CtyType): readonly unknown[] {
  if (!Array.isArray(raw)) throw mismatch(raw, type);
  return raw;
}

function mismatch(raw: unknown, type: CtyType): Error {
  return new Error(`expected ${JSON.stringify(type)}, got ${typeof raw}`);
}

function mapEntries<From, To>(
  from: Readonly<Record<string, From>>,
  map: (value: From, name: string) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(from).map(([name, value]) => [name, map(value, name)]));
}
