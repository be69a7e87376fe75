import { type RunResult } from "./run";
import { toolFailure } from "./tool-error";

export type JsonObject = Readonly<Record<string, unknown>>;

/** Reads a tool's JSON, which may be anything, and says what is not as expected. */
export class ToolOutput {
  public constructor(
    private readonly tool: string,
    private readonly result: RunResult,
  ) {}

  public json(): unknown {
    try {
      return JSON.parse(this.result.stdout) as unknown;
    } catch {
      return this.fail("did not print JSON");
    }
  }

  public object(value: unknown, where: string): JsonObject {
    if (typeof value !== "object" || value === null || Array.isArray(value))
      this.unexpected(where, "an object");
    return value as JsonObject;
  }

  public list(value: unknown, where: string): readonly unknown[] {
    if (!Array.isArray(value)) this.unexpected(where, "a list");
    return value as readonly unknown[];
  }

  public text(value: unknown, where: string): string {
    if (typeof value !== "string") this.unexpected(where, "a text");
    return value;
  }

  public count(value: unknown, where: string): number {
    if (typeof value !== "number" || !Number.isInteger(value)) this.unexpected(where, "a whole number");
    return value;
  }

  public fail(what: string): never {
    throw toolFailure(this.tool, what, this.result);
  }

  private unexpected(where: string, expected: string): never {
    return this.fail(`printed JSON whose ${where} is not ${expected}`);
  }
}

/** A text, or undefined for anything else and for the empty text. */
export function optionalText(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
