export type ContextValue = string | readonly string[];

/** Who calls: a session of a role, or an AWS service. */
export type Caller =
  | {
      /** ARN of the role, with its path; policies see it as `aws:PrincipalArn`. */
      readonly roleArn: string;
      /** Tags of the session and of the role. */
      readonly tags?: Readonly<Record<string, string>>;
    }
  | { readonly service: string };

/** One call of AWS's API. */
export interface AccessRequest {
  readonly caller: Caller;
  /** `s3:GetObject` */
  readonly action: string;
  /** ARN of what is asked for, `*` for actions that know no resource. */
  readonly resource: string;
  /**
   * The account that owns the resource.
   *
   * @default - the one in the ARN, else the caller's: ARNs of S3 buckets name no account
   */
  readonly resourceAccount?: string;
  /** Condition keys by name; the name's case does not count. */
  readonly context?: Readonly<Record<string, ContextValue>>;
  /**
   * What is not known of a request that nobody has made yet. An answer may then be "unknown".
   *
   * @default - all is known: the request has no other condition key than those in `context`
   */
  readonly open?: OpenParts;
}

export interface OpenParts {
  /** Stars in `resource` stand for text that is not known yet. */
  readonly resource: boolean;
  /** Condition keys that the request surely has not; any other that is not in `context` may have any value. */
  readonly absentKeys: readonly string[];
}

/** Stands for a value that a condition key may or may not have. */
export const UNKNOWN = Symbol("unknown");

/** A request under the names by which statements ask. */
export interface Facts {
  readonly action: string;
  readonly resource: string;
  /** Value of a condition key, in any case; undefined if the request has none. */
  valueOf(key: string): ContextValue | typeof UNKNOWN | undefined;
  /** Whether all is known of the request. */
  readonly isWhole: boolean;
  /** Whether stars in the resource stand for text that is not known. */
  readonly isResourceOpen: boolean;
  readonly caller: Caller;
  /** The caller's account; a service has none. */
  readonly callerAccount: string | undefined;
  readonly resourceAccount: string | undefined;
}

/**
 * Adds what AWS itself puts into the context of each request.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function factsOf(request: AccessRequest): Facts {
  const { caller, action, resource, open } = request;
  const callerAccount = "roleArn" in caller ? accountOf(caller.roleArn) : undefined;
  const resourceAccount = request.resourceAccount ?? accountOf(resource) ?? callerAccount;
  const context = new Map<string, ContextValue>();
  const set = (key: string, value: ContextValue | undefined): void => {
    if (value !== undefined) context.set(key.toLowerCase(), value);
  };
  set("aws:ResourceAccount", resourceAccount);
  if ("roleArn" in caller) {
    set("aws:PrincipalArn", caller.roleArn);
    set("aws:PrincipalAccount", callerAccount);
    set("aws:PrincipalIsAWSService", "false");
    for (const [key, value] of Object.entries(caller.tags ?? {})) set(`aws:PrincipalTag/${key}`, value);
  } else {
    set("aws:PrincipalServiceName", caller.service);
    set("aws:PrincipalIsAWSService", "true");
  }
  for (const [key, value] of Object.entries(request.context ?? {})) set(key, value);
  const absent = new Set(open?.absentKeys.map((key) => key.toLowerCase()));
  const valueOf = (key: string): ReturnType<Facts["valueOf"]> => {
    const name = key.toLowerCase();
    return context.get(name) ?? (open === undefined || absent.has(name) ? undefined : UNKNOWN);
  };
  const isResourceOpen = open?.resource ?? false;
  const isWhole = open === undefined;
  return { action, resource, valueOf, isWhole, isResourceOpen, caller, callerAccount, resourceAccount };
}

function accountOf(arn: string): string | undefined {
  const account = arn.split(":")[4];
  return account === undefined || account === "" ? undefined : account;
}
