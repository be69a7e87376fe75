import { UserError } from "@tagform/outcome";

import type { JsonValue } from "./terraform-json";

interface Reader {
  readonly text: string;
  /** What the text is called in messages. */
  readonly name: string;
  position: number;
}

const SPACE = /[ \t\r\n]*/y;
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const WORD = /true|false|null/y;

const WORDS: Readonly<Record<string, boolean | null>> = { true: true, false: false, null: null };

/**
 * Reads JSON strictly: unlike `JSON.parse` it refuses what would be lost silently, a key that is there twice and
 * a number that JavaScript cannot hold.
 *
 * @param name what the text is called in messages: the file's path
 * @throws UserError with the line and column
 */
export function readJson(text: string, name: string): JsonValue {
  const reader: Reader = { text, name, position: text.startsWith("\ufeff") ? 1 : 0 };
  const value = readValue(reader);
  skipSpace(reader);
  if (reader.position < text.length) throw unexpected(reader, "the end of the text");
  return value;
}

function readValue(reader: Reader): JsonValue {
  skipSpace(reader);
  const character = reader.text[reader.position];
  if (character === "{") return readObject(reader);
  if (character === "[") return readList(reader);
  if (character === '"') return readString(reader);
  const word = match(reader, WORD);
  if (word !== undefined) return WORDS[word] ?? null;
  return readNumber(reader);
}

function readObject(reader: Reader): JsonValue {
  const entries = new Map<string, JsonValue>();
  readItems(reader, "}", () => {
    const at = reader.position;
    const key = readString(reader);
    if (entries.has(key)) throw failure(reader, at, `has the key ${JSON.stringify(key)} twice in one object`);
    skipSpace(reader);
    if (reader.text[reader.position] !== ":") throw unexpected(reader, '":"');
    reader.position += 1;
    entries.set(key, readValue(reader));
  });
  return Object.fromEntries(entries);
}

function readList(reader: Reader): JsonValue {
  const items: JsonValue[] = [];
  readItems(reader, "]", () => void items.push(readValue(reader)));
  return items;
}

/** Reads items between brackets, separated by commas; the reader is at the opening bracket. */
function readItems(reader: Reader, close: string, readItem: () => void): void {
  reader.position += 1;
  skipSpace(reader);
  if (reader.text[reader.position] === close) {
    reader.position += 1;
    return;
  }
  for (;;) {
    skipSpace(reader);
    readItem();
    skipSpace(reader);
    const character = reader.text[reader.position];
    if (character !== "," && character !== close) throw unexpected(reader, `"," or "${close}"`);
    reader.position += 1;
    if (character === close) return;
  }
}

function readString(reader: Reader): string {
  const text = match(reader, STRING);
  if (text === undefined) throw unexpected(reader, "a string");
  const value: unknown = JSON.parse(text);
  return String(value);
}

function readNumber(reader: Reader): number {
  const at = reader.position;
  const text = match(reader, NUMBER);
  if (text === undefined) throw unexpected(reader, "a value");
  const value = Number(text);
  if (decimal(String(value)) === decimal(text)) return value;
  throw failure(reader, at, `has the number ${text}, which cannot be kept exactly: write it as a string`);
}

/** A decimal number in one form: its digits without outer zeros, and its exponent. */
function decimal(text: string): string {
  const [mantissa = "", exponent = "0"] = text.toLowerCase().replace(/^-/, "").split("e", 2);
  const sign = text.startsWith("-") ? "-" : "";
  const [whole = "", fraction = ""] = mantissa.split(".");
  const digits = `${whole}${fraction}`.replace(/0+$/, "");
  const scale = Number(exponent) - fraction.length + (whole.length + fraction.length - digits.length);
  const significant = digits.replace(/^0+/, "");
  return significant === "" ? "0" : `${sign}${significant}e${scale}`;
}

function skipSpace(reader: Reader): void {
  match(reader, SPACE);
}

function match(reader: Reader, pattern: RegExp): string | undefined {
  pattern.lastIndex = reader.position;
  const found = pattern.exec(reader.text)?.[0];
  if (found !== undefined) reader.position += found.length;
  return found;
}

function unexpected(reader: Reader, expected: string): UserError {
  const character = reader.text[reader.position];
  const got = character === undefined ? "the end of the text" : JSON.stringify(character);
  return failure(reader, reader.position, `is not JSON: expected ${expected}, got ${got}`);
}

function failure({ text, name }: Reader, at: number, problem: string): UserError {
  const before = text.slice(0, at).split("\n");
  return new UserError(
    `${name} ${problem} (line ${before.length}, column ${(before.at(-1) ?? "").length + 1})`,
  );
}
