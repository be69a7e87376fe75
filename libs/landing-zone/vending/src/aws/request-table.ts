import type { AttributeValue } from "@aws-sdk/client-dynamodb";

/** An item of AFT's table of requests as it is stored; who else writes there may have left something out. */
export type StoredRequest = Readonly<Record<string, AttributeValue>>;

/** What Control Tower said of an account's creation or update. */
export interface ControlTowerEvent {
  readonly accountId?: string;
  readonly accountName: string;
  readonly succeeded: boolean;
  readonly message?: string;
  /** ISO 8601 */
  readonly time: string;
}

/** AFT's tables, as far as accounts are vended. */
export interface RequestTables {
  /** All requests, in no order. */
  requests(): Promise<StoredRequest[]>;
  request(email: string): Promise<StoredRequest | undefined>;
  /**
   * Writes a request if what is stored is still `before`.
   *
   * @returns false if it is not
   */
  put(request: StoredRequest, before: StoredRequest | undefined): Promise<boolean>;
  /** @returns false if what is stored is not `before` */
  remove(before: StoredRequest): Promise<boolean>;
  /** When the request was last written, ISO 8601; undefined where AFT did not note it. */
  lastWritten(email: string): Promise<string | undefined>;
  /** Whether AFT knows the account: its framework has begun, and nobody has removed the request. */
  knows(accountId: string): Promise<boolean>;
  /** Control Tower's answers, the newest first. */
  events(): Promise<ControlTowerEvent[]>;
}

/** The email address that identifies a request. */
export const emailOf = (request: StoredRequest): string => request["id"]?.S ?? "";

/** One of `control_tower_parameters`. */
export const parameterOf = (request: StoredRequest, name: string): string =>
  request["control_tower_parameters"]?.M?.[name]?.S ?? "";
