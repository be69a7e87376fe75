/** As whom, and where, the calls of one account are made. */
export interface AwsAccess {
  readonly region: string;
  /**
   * Of an embedded AWS.
   *
   * @default - the real one
   */
  readonly endpoint?: string;
  /** @default - those of the profile, else the ambient ones */
  readonly credentials?: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
  /**
   * A profile of the AWS configuration.
   *
   * @default - the ambient one
   */
  readonly profile?: string;
}

/**
 * Settings of a client that waits where AWS throttles: the SDK's adaptive mode slows all calls of the client down, with
 * more attempts than its usual three, because Organizations and a table of one write a second throttle as a matter of course.
 */
export function clientSettings(access: AwsAccess) {
  return { ...access, retryMode: "adaptive", maxAttempts: 10 } as const;
}

/** Whether the SDK threw the exception of this name. */
export function isAwsError(cause: unknown, ...names: readonly string[]): cause is Error {
  return cause instanceof Error && names.includes(cause.name);
}
