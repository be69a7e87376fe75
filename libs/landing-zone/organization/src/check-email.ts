import { quote } from "@tagform/deployment";
import { check, type Issue } from "@tagform/outcome";

const SHORTEST = 6;
const LONGEST = 64;

/**
 * Issues of the address of an account's root user.
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreateAccount.html
 */
export function checkAccountEmail(path: string, email: string): Issue[] {
  const [local = "", domain = "", ...rest] = email.split("@");
  const isOne = rest.length === 0 && local !== "" && domain !== "";
  return [
    ...check(
      email.length >= SHORTEST && email.length <= LONGEST,
      path,
      `must have ${SHORTEST} to ${LONGEST} characters, got ${email.length}: ${quote(email)}`,
    ),
    ...check(isOne, path, `must be <name>@<domain>, got ${quote(email)}`),
    ...(isOne ? [...checkLocal(path, local), ...checkDomain(path, domain)] : []),
  ];
}

/** Issues of the address of a person, which AWS limits less. */
export function checkPersonEmail(path: string, email: string): Issue[] {
  return check(
    /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email),
    path,
    `must be <name>@<domain>, got ${quote(email)}`,
  );
}

function checkLocal(path: string, local: string): Issue[] {
  return check(
    /^[!-~]+$/.test(local) && !/["'()<>[\]:;,\\|%&]/.test(local) && !local.startsWith("."),
    path,
    `must have a name of ASCII characters without spaces and "'()<>[]:;,\\|%& before the @, and no dot first, got ${quote(local)}`,
  );
}

function checkDomain(path: string, domain: string): Issue[] {
  return check(
    /^[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$/.test(domain) && domain.includes("."),
    path,
    `must have a domain of a-z, 0-9, hyphens and dots after the @, with a dot inside, got ${quote(domain)}`,
  );
}
