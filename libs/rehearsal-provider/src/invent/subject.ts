import { createHash } from "node:crypto";

import { type CtyObject, type CtyValue, textOf } from "../cty/cty-value";
import { type Session } from "../plugin/session";

const DIGITS = "0123456789";
const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** A resource whose results have to be invented: its arguments and a digest of them. */
export class Subject {
  public constructor(
    public readonly type: string,
    public readonly values: CtyObject,
    public readonly session: Session,
    private readonly seed: string,
  ) {}

  /** The text of an argument, `fallback` when it is not known. */
  public text(name: string, fallback = ""): string {
    const text = textOf(this.values[name]);
    return text === undefined || text === "" ? fallback : text;
  }

  public value(name: string): CtyValue {
    return this.values[name] ?? null;
  }

  public get region(): string {
    return this.text("region", this.session.region);
  }

  public get accountId(): string {
    return this.session.caller.accountId;
  }

  /** The same subject once more results are known. */
  public with(values: CtyObject): Subject {
    return new Subject(this.type, { ...this.values, ...values }, this.session, this.seed);
  }

  /** `length` hexadecimal digits, always the same for the same arguments and purpose. */
  public hex(length: number, purpose = "id"): string {
    return this.digest(purpose).toString("hex").slice(0, length);
  }

  public digits(length: number, purpose = "id"): string {
    return this.letters(DIGITS, length, purpose);
  }

  /** Capital letters and digits, as in the unique ids of IAM. */
  public base32(length: number, purpose = "id"): string {
    return this.letters(BASE32, length, purpose);
  }

  public uuid(purpose = "id"): string {
    const hex = this.hex(32, purpose);
    return [
      hex.slice(0, 8),
      hex.slice(8, 12),
      `4${hex.slice(13, 16)}`,
      `a${hex.slice(17, 20)}`,
      hex.slice(20),
    ].join("-");
  }

  /** An ARN in this account; `""` as Region or account leaves that part empty. */
  public arn(service: string, resource: string, region = this.region, accountId = this.accountId): string {
    return `arn:${this.session.partition}:${service}:${region}:${accountId}:${resource}`;
  }

  private letters(alphabet: string, length: number, purpose: string): string {
    const bytes = this.digest(purpose);
    return Array.from({ length }, (_, index) => {
      const byte = bytes[index % bytes.length] ?? 0;
      return alphabet.charAt((byte + index) % alphabet.length);
    }).join("");
  }

  private digest(purpose: string): Buffer {
    return createHash("sha256").update(`${this.type}\n${purpose}\n${this.seed}`).digest();
  }
}
