import { type Arguments } from "./terraform-stack";

/** A block that may stand once or several times: cdktf writes both forms. */
export function blocks(value: unknown): readonly Arguments[] {
  if (value === undefined || value === null) return [];
  return (Array.isArray(value) ? value : [value]) as readonly Arguments[];
}

/** The values of an argument that are text. */
export function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

/** An argument as text, undefined where there is none. */
export function optionalText(value: unknown): string | undefined {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? String(value)
    : undefined;
}
