/** Where terraform keeps a lock: an object beside the state, an item in the lock table, or both at once. */
export const LOCK_PLACES = ["s3", "dynamodb"] as const;

export type LockPlace = (typeof LOCK_PLACES)[number];

/** What terraform writes into a lock. */
export interface LockText {
  readonly id: string;
  /** `OperationTypeApply`, ... */
  readonly operation: string;
  /** `user@machine`. */
  readonly who: string;
  /** When it was taken, ISO 8601. */
  readonly created: string;
  /** Free text: terraform leaves it empty, a run of tagform names itself there. */
  readonly info: string;
}

/** A lock in one of its places. */
export interface LockHalf {
  readonly place: LockPlace;
  /** Undefined for a text that is no lock of terraform. */
  readonly lock: LockText | undefined;
  /** As it lies there. */
  readonly text: string;
  /** Names exactly what was read: nothing else is ever replaced or removed. */
  readonly token: string;
}

/** Read the text of a lock; undefined if it is none. */
export function parseLockText(text: string): LockText | undefined {
  const value = parseObject(text);
  if (value === undefined) return undefined;
  const field = (name: string): string => {
    const found: unknown = value[name];
    return typeof found === "string" ? found : "";
  };
  const id = field("ID");
  if (id === "") return undefined;
  return {
    id,
    operation: field("Operation"),
    who: field("Who"),
    created: field("Created"),
    info: field("Info"),
  };
}

/** The text of a lock with other free text; its id, by which terraform knows it, stays. */
export function withInfo(text: string, info: string): string {
  return JSON.stringify({ ...parseObject(text), Info: info });
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
