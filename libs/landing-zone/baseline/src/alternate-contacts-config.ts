import { quote } from "@tagform/deployment";
import { check, type Issue } from "@tagform/outcome";

/** Whom AWS writes to or calls, besides the account's root user. */
export interface AlternateContact {
  readonly name: string;
  /** `Cloud operations` */
  readonly title: string;
  readonly email: string;
  /** With the country's code: `+1 555 0100`. */
  readonly phone: string;
}

/** One contact for each kind of message: bills, what runs, and abuse or breaches. */
export interface AlternateContactsConfig {
  readonly billing: AlternateContact;
  readonly operations: AlternateContact;
  readonly security: AlternateContact;
}

/** https://docs.aws.amazon.com/accounts/latest/reference/API_PutAlternateContact.html */
export const CONTACT_EMAIL = /^[\w+=.#|!&-]+@[\w.-]+\.[\w]+$/;
const PHONE = /^[\s0-9()+-]+$/;

export function checkAlternateContacts(path: string, contacts: AlternateContactsConfig): Issue[] {
  return Object.entries(contacts).flatMap(([kind, contact]: [string, AlternateContact]) =>
    checkContact(`${path}.${kind}`, contact),
  );
}

function checkContact(path: string, { name, title, email, phone }: AlternateContact): Issue[] {
  const text = (part: string, value: string, longest: number): Issue[] =>
    check(
      value.trim() !== "" && value.length <= longest,
      `${path}.${part}`,
      `must have 1 to ${longest} characters, got ${quote(value)}`,
    );
  return [
    ...text("name", name, 64),
    ...text("title", title, 50),
    ...check(
      CONTACT_EMAIL.test(email) && email.length <= 254,
      `${path}.email`,
      `must be a mail address of at most 254 characters, got ${quote(email)}`,
    ),
    ...check(
      PHONE.test(phone) && /\d/.test(phone) && phone.length <= 25,
      `${path}.phone`,
      `must be a number such as +1 555 0100, of digits, spaces and + - ( ), at most 25 characters, got ${quote(phone)}`,
    ),
  ];
}
