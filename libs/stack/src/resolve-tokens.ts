import type { JsonValue } from "@tagform/hcl";
import { DefaultTokenResolver, StringConcat, type TerraformStack, Token, Tokenization } from "cdktf";

/** Beyond every number that is meant: cdktf's tokens in place of numbers are about -1.9e+289. */
const GREATEST_NUMBER = 1e200;

/** Texts that cdktf may change: they hold a token, or what could be one in place of a number. */
const MAY_HOLD_TOKEN = /\{TfToken\[|[-|\d.+]e[-|\d.eE+]/;

/** What cdktf gives for an item of a map that is a token: nothing can be made of it, and cdktf says so. */
const WITHOUT_MEANING: ReadonlySet<unknown> = new Set([
  Token.STRING_MAP_TOKEN_VALUE,
  Token.ANY_MAP_TOKEN_VALUE,
  Token.NUMBER_MAP_TOKEN_VALUE,
]);

const RESOLVER = new DefaultTokenResolver(new StringConcat());

/**
 * Resolves what elements of a stack are made of into plain JSON, as cdktf does. It looks at every value itself and asks
 * cdktf only about those that may hold a token: cdktf needs ten times as long for the many that do not.
 */
export class TokenResolver {
  private readonly texts = new Map<string, string>();

  public constructor(private readonly stack: TerraformStack) {}

  /** Undefined where cdktf leaves a value out. */
  public resolve(value: unknown): JsonValue | undefined {
    if (typeof value === "string") return mayHoldToken(value) ? this.resolveText(value) : value;
    // The sum turns the -0 that JSON does not have into 0.
    if (typeof value === "number") return mayHoldToken(value) ? this.ask(value) : value + 0;
    if (value === undefined || value === null || typeof value === "boolean") return value;
    if (Array.isArray(value)) return this.resolveList(value);
    return isPlain(value) ? this.resolveObject(value) : this.ask(value);
  }

  /** The same few references are all over a stack. */
  private resolveText(text: string): JsonValue | undefined {
    const known = this.texts.get(text);
    if (known !== undefined) return known;
    const resolved = this.ask(text);
    // Objects and lists are put together later: each place has its own.
    if (typeof resolved === "string") this.texts.set(text, resolved);
    return resolved;
  }

  private resolveList(list: readonly unknown[]): JsonValue | undefined {
    if (list.some(standsForList)) return this.ask(list);
    return list.map((item) => this.resolve(item)).filter((item) => item !== undefined);
  }

  private resolveObject(object: Readonly<Record<string, unknown>>): JsonValue | undefined {
    const resolved: Record<string, JsonValue> = {};
    for (const key of Object.keys(object)) {
      if (mayHoldToken(key)) return this.ask(object);
      const value = this.resolve(object[key]);
      if (value !== undefined) resolved[key] = value;
    }
    return resolved;
  }

  private ask(value: unknown): JsonValue | undefined {
    const resolved: unknown = Tokenization.resolve(value, {
      scope: this.stack,
      resolver: RESOLVER,
      preparing: false,
    });
    // As cdktf's JSON, which has no dates and no numbers that are none.
    return resolved === undefined ? undefined : (JSON.parse(JSON.stringify(resolved)) as JsonValue);
  }
}

function mayHoldToken(value: string | number): boolean {
  if (typeof value === "string") return MAY_HOLD_TOKEN.test(value) || WITHOUT_MEANING.has(value);
  return !(Math.abs(value) < GREATEST_NUMBER) || WITHOUT_MEANING.has(value);
}

/** A list of one text or number may be a token that stands for the whole list. */
const standsForList = (item: unknown): boolean =>
  (typeof item === "string" || typeof item === "number") && mayHoldToken(item) && Token.isUnresolved([item]);

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return (prototype === Object.prototype || prototype === null) && !Tokenization.isResolvable(value);
}
