import { IamAccountAlias } from "@cdktf/provider-aws/lib/iam-account-alias";
import { Construct } from "constructs";

/** Define the name that the account's sign-in page has instead of its id. It is unique in all of AWS, and not secret. */
export class AccountAlias extends Construct {
  public constructor(scope: Construct, id: string, { alias }: { readonly alias: string }) {
    super(scope, id);
    new IamAccountAlias(this, "alias", { accountAlias: alias });
  }
}
