/**
 * A type of Terraform's value system, written as Terraform itself writes it in JSON:
 * `"string"`, `["list", "string"]`, `["object", { port: "number" }]`.
 */
export type CtyType =
  | "string"
  | "number"
  | "bool"
  | "dynamic"
  | readonly ["list" | "set" | "map", CtyType]
  | readonly ["object", ObjectAttributes];

export type ObjectAttributes = Readonly<Record<string, CtyType>>;

/** The attributes of an object type, `undefined` for every other type. */
export function objectAttributes(type: CtyType): ObjectAttributes | undefined {
  return isPrimitive(type) || type[0] !== "object" ? undefined : type[1];
}

/** The element type of a list, set or map, `undefined` for every other type. */
export function elementType(type: CtyType): CtyType | undefined {
  return isPrimitive(type) || type[0] === "object" ? undefined : type[1];
}

function isPrimitive(type: CtyType): type is "string" | "number" | "bool" | "dynamic" {
  return typeof type === "string";
}
