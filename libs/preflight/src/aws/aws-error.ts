/** AWS, or the way to it, refused a question. */
export class AwsError extends Error {
  public override readonly name = "AwsError";

  public constructor(
    /** `ec2:DescribeVpcs` */
    public readonly action: string,
    /** AWS's name of the error, or `NoAnswer` where nobody answered in time. */
    public readonly code: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(`${action}: ${code}: ${message}`, options);
  }

  /** Whether a policy forbids the question itself. */
  public get isDenied(): boolean {
    return /AccessDenied|UnauthorizedOperation|AuthorizationError|Forbidden/i.test(this.code);
  }
}

export const NO_ANSWER = "NoAnswer";
