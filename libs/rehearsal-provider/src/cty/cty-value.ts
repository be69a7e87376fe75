import { type CtyType } from "./cty-type";

/** A value that is known only after apply. There is exactly one: {@link UNKNOWN}. */
export class Unknown {
  public readonly unknown = true;
}

/** Known only after apply. */
export const UNKNOWN = new Unknown();

/** A number that a JavaScript number cannot hold exactly, as Terraform wrote it. */
export class BigNumber {
  public constructor(public readonly decimal: string) {}
}

/** A value of a dynamic-typed attribute, which carries its own type. */
export class DynamicValue {
  public constructor(
    public readonly type: CtyType,
    public readonly value: CtyValue,
  ) {}
}

/** A value as Terraform knows it: null, unknown, primitive, collection (lists and sets are arrays) or object. */
export type CtyValue =
  null | boolean | number | string | BigNumber | Unknown | DynamicValue | readonly CtyValue[] | CtyObject;

export interface CtyObject {
  readonly [name: string]: CtyValue;
}

export function isObject(value: CtyValue | undefined): value is CtyObject {
  return value !== null && typeof value === "object" && !isList(value) && !isSpecial(value);
}

export function isList(value: CtyValue | undefined): value is readonly CtyValue[] {
  return Array.isArray(value);
}

function isSpecial(value: object): value is Unknown | BigNumber | DynamicValue {
  return value instanceof Unknown || value instanceof BigNumber || value instanceof DynamicValue;
}

/** The text, or `undefined` when the value is null, unknown or of another type. */
export function textOf(value: CtyValue | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** The texts of a list or set; everything that is not text is left out. */
export function textsOf(value: CtyValue | undefined): string[] {
  return isList(value) ? value.filter((element) => typeof element === "string") : [];
}

/** The texts of a map of strings; unknown and null elements are left out. */
export function textMapOf(value: CtyValue | undefined): Record<string, string> {
  if (!isObject(value)) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, text]) => (typeof text === "string" ? [[name, text]] : [])),
  );
}

/** The objects of a list or set of objects. */
export function objectsOf(value: CtyValue | undefined): CtyObject[] {
  return isList(value) ? value.filter((element) => isObject(element)) : isObject(value) ? [value] : [];
}

/** Whether nothing in the value has to wait for apply. */
export function isWhollyKnown(value: CtyValue): boolean {
  if (value instanceof Unknown) return false;
  if (value instanceof DynamicValue) return isWhollyKnown(value.value);
  if (isList(value)) return value.every(isWhollyKnown);
  return isObject(value) ? Object.values(value).every(isWhollyKnown) : true;
}

/** A text that is equal for equal values; the elements of sets must be in the same order. */
export function canonical(value: CtyValue): string {
  if (value instanceof Unknown) return "?";
  if (value instanceof BigNumber) return `n${value.decimal}`;
  if (value instanceof DynamicValue) return `d${JSON.stringify(value.type)}${canonical(value.value)}`;
  if (isList(value)) return `[${value.map(canonical).join()}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return `{${entries.map(([name, element]) => `${JSON.stringify(name)}:${canonical(element)}`).join()}}`;
}
