import { decode as decodeMsgpack, encode as encodeMsgpack, ExtData } from "@msgpack/msgpack";
import fc from "fast-check";

import { decode, encode, fromStateJson } from "./codec";
import { type CtyType, elementType, objectAttributes } from "./cty-type";
import { BigNumber, type CtyValue, DynamicValue, UNKNOWN } from "./cty-value";

// MessagePack for JavaScript refuses this one name, which no attribute or tag has.
const names = fc.string().filter((name) => name !== "__proto__");

const types: fc.Arbitrary<CtyType> = fc.letrec<{ type: CtyType }>((tie) => ({
  type: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom<CtyType>("string", "number", "bool", "dynamic"),
    fc.tuple(fc.constantFrom("list" as const, "set" as const, "map" as const), tie("type")),
    fc
      .dictionary(fc.string(), tie("type"), { maxKeys: 4 })
      .map((attributes): CtyType => ["object", attributes]),
  ),
})).type;

const numbers = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).filter((number) => !Object.is(number, -0)),
  fc
    .bigInt()
    .filter((integer) => String(Number(integer)) !== integer.toString())
    .map((integer) => new BigNumber(integer.toString())),
);

function valuesOf(type: CtyType): fc.Arbitrary<CtyValue> {
  return fc.oneof(
    { arbitrary: knownValuesOf(type), weight: 6 },
    { arbitrary: fc.constantFrom<CtyValue>(null, UNKNOWN), weight: 1 },
  );
}

function knownValuesOf(type: CtyType): fc.Arbitrary<CtyValue> {
  if (type === "string") return fc.string({ unit: "binary" });
  if (type === "number") return numbers;
  if (type === "bool") return fc.boolean();
  if (type === "dynamic") {
    return types
      .filter((inner) => inner !== "dynamic")
      .chain((inner) => valuesOf(inner).map((value) => new DynamicValue(inner, value)));
  }
  const attributes = objectAttributes(type);
  if (attributes !== undefined) {
    const entries = Object.entries(attributes).map(([name, of]) => [name, valuesOf(of)] as const);
    return fc.record(Object.fromEntries(entries));
  }
  const element = valuesOf(elementType(type) ?? "string");
  return type[0] === "map"
    ? fc.dictionary(names, element, { maxKeys: 4 })
    : fc.array(element, { maxLength: 4 });
}

test("every value of every type survives encoding and decoding", () => {
  const cases = types.chain((type) => valuesOf(type).map((value) => ({ type, value })));
  fc.assert(
    fc.property(cases, ({ type, value }) => {
      expect(decode(encode(value, type), type)).toEqual(value);
    }),
    { numRuns: 500 },
  );
});

test("unknown values are extension 0, as Terraform writes them", () => {
  expect([...encode(UNKNOWN, "string")]).toEqual([0xd4, 0, 0]);
});

test("unknown values with refinements, which Terraform adds, are unknown", () => {
  const refined = encodeMsgpack(new ExtData(12, encodeMsgpack({ 1: false })));
  expect(decode(refined, "string")).toBe(UNKNOWN);
});

test("a dynamic value carries its type as JSON", () => {
  const encoded = decodeMsgpack(encode(new DynamicValue(["list", "bool"], [true]), "dynamic"));
  expect(encoded).toEqual([new TextEncoder().encode('["list","bool"]'), [true]]);
});

test("fractions stay decimal: 0.1 is not the nearest binary fraction", () => {
  expect(decodeMsgpack(encode(0.1, "number"))).toBe("0.1");
});

test("numbers keep all their digits", () => {
  const text = "123456789012345678901234567890";
  expect(decode(encode(new BigNumber(text), "number"), "number")).toEqual(new BigNumber(text));
  expect(decode(encode(new BigNumber("9007199254740993"), "number"), "number")).toEqual(
    new BigNumber("9007199254740993"),
  );
});

test("attributes that an object lacks are null", () => {
  expect(decode(encodeMsgpack({}), ["object", { name: "string" }])).toEqual({ name: null });
});

test("a value of another type is refused", () => {
  expect(() => decode(encodeMsgpack(1), "string")).toThrow('expected "string", got number');
});

test("a state of an older schema is read: dropped attributes go, new ones are null", () => {
  const type: CtyType = ["object", { ids: ["set", "string"], port: "number" }];
  expect(fromStateJson({ ids: ["a"], gone: true }, type)).toEqual({ ids: ["a"], port: null });
});
