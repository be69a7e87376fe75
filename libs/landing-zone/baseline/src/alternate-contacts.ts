import { AccountAlternateContact } from "@cdktf/provider-aws/lib/account-alternate-contact";
import { Construct } from "constructs";

import type { AlternateContactsConfig } from "./alternate-contacts-config";

const KINDS = ["billing", "operations", "security"] as const;

/**
 * Define whom AWS writes to besides the root user, whose mailbox nobody reads.
 *
 * https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-update-contact-alternate.html
 */
export class AlternateContacts extends Construct {
  public constructor(scope: Construct, id: string, contacts: AlternateContactsConfig) {
    super(scope, id);
    for (const kind of KINDS) {
      const { name, title, email, phone } = contacts[kind];
      new AccountAlternateContact(this, kind, {
        alternateContactType: kind.toUpperCase(),
        ...{ name, title, emailAddress: email, phoneNumber: phone },
      });
    }
  }
}
