import { UserError } from "@tagform/outcome";
import { type PrincipalRole } from "@tagform/policy-evaluator";

import { type Credentials } from "./assume-role";

/** Who has an access key. */
export type Holder =
  | { readonly kind: "role"; readonly role: PrincipalRole; readonly step: string }
  /** A role of an account, which the stack does not define: its calls are passed on. */
  | { readonly kind: "account role"; readonly roleArn: string };

/** Who got which access key in this rehearsal. */
export class Sessions {
  private readonly holders = new Map<string, Holder>();

  public add({ accessKeyId }: Credentials, holder: Holder): void {
    this.holders.set(accessKeyId, holder);
  }

  public holderOf(accessKey: string): Holder | undefined {
    return this.holders.get(accessKey);
  }

  /** Takes down whom the embedded AWS gave credentials through the front. */
  public addAssumed(request: Buffer, answer: Buffer): void {
    const roleArn = new URLSearchParams(request.toString("utf8")).get("RoleArn");
    const accessKeyId = /<AccessKeyId>([^<]+)</.exec(answer.toString("utf8"))?.[1];
    if (roleArn === null || accessKeyId === undefined) {
      throw new UserError("the embedded AWS answered AssumeRole without credentials");
    }
    this.holders.set(accessKeyId, { kind: "account role", roleArn });
  }
}
