import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { types } from "node:util";

import { UserError } from "@tagform/outcome";

type RequiredKeys<T> = { [K in keyof T]-?: undefined extends T[K] ? never : K }[keyof T];
type KindOf<V> = V extends string
  ? "string"
  : V extends number
    ? "number"
    : V extends boolean
      ? "boolean"
      : V extends readonly unknown[]
        ? "array"
        : "object";

/** The required keys of `T` with the JSON type of each. */
export type ShapeOf<T> = { readonly [K in RequiredKeys<T>]: KindOf<T[K]> };

/** A file that one step of a run writes and later ones read. */
export interface RunFile<T> {
  /** What it is, for messages: `plan summary`. */
  readonly name: string;
  /** The command that writes it. */
  readonly writtenBy: string;
  readonly shape: ShapeOf<T>;
}

/** Write JSON so that readers see the whole file or none; `mode` 0o600 where it may hold secrets. */
export async function writeJson(path: string, value: object, mode = 0o644): Promise<void> {
  await writeWhole(path, `${JSON.stringify(value, null, 2)}\n`, mode);
}

export async function writeWhole(path: string, text: string, mode = 0o644): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.partial`, text, { mode });
  await rename(`${path}.partial`, path);
}

/** @throws UserError if the file is missing or is not what it should be */
export async function readRunFile<T>(path: string, file: RunFile<T>): Promise<T> {
  const value = await readOptionalRunFile(path, file);
  if (value === undefined) {
    throw new UserError(`this run has no ${file.name} (${path}): run ${file.writtenBy} first`);
  }
  return value;
}

/** Undefined if the file is missing. */
export async function readOptionalRunFile<T>(path: string, file: RunFile<T>): Promise<T | undefined> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    if (isMissingFile(error)) return undefined;
    throw error;
  }
  return parseRunFile(text, path, file);
}

/** @throws UserError if the text is not what it should be; `path` tells where it came from */
export function parseRunFile<T>(text: string, path: string, file: RunFile<T>): T {
  const value = parse(text);
  if (matches(value, file.shape)) return value;
  throw new UserError(`${path} is not a ${file.name} that this version of tagform can read`);
}

export function isMissingFile(error: unknown): boolean {
  return types.isNativeError(error) && "code" in error && error.code === "ENOENT";
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function matches<T>(value: unknown, shape: ShapeOf<T>): value is T {
  if (typeof value !== "object" || value === null) return false;
  const entries = new Map(Object.entries(value));
  return Object.entries(shape).every(([key, kind]) => {
    const found: unknown = entries.get(key);
    if (kind === "array") return Array.isArray(found);
    return typeof found === kind && found !== null && !Array.isArray(found);
  });
}
